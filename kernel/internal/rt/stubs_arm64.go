package rt

const stubSize = 8
