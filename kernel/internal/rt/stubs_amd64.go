package rt

const stubSize = 16
