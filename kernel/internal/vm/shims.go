package vm

// shimFor returns how to make a Go func of a signature without reflect, and the code
// address by which such funcs are recognised; nil and 0 if there is no such shim.
func shimFor(*Signature) (func(*closure) ptr, uintptr) { return nil, 0 }

// pass moves arguments into a callee's frame, up to the nop, and returns the
// instruction after that.
func pass(f, cf *frame, ip *Instr) *Instr {
	for {
		in := ip
		ip = next(ip)
		switch in.op {
		case opMovW:
			*(*int64)(at(cf, in.a)) = *(*int64)(at(f, in.b))
		case opMovP:
			*(*ptr)(at(cf, in.a)) = *(*ptr)(at(f, in.b))
		case opMovS:
			*(*string)(at(cf, in.a)) = *(*string)(at(f, in.b))
		case opMovL:
			*(*sliceHeader)(at(cf, in.a)) = *(*sliceHeader)(at(f, in.b))
		case opMovE:
			*(*iface)(at(cf, in.a)) = *(*iface)(at(f, in.b))
		case opMov2:
			*(*twoWords)(at(cf, in.a)) = *(*twoWords)(at(f, in.b))
		case opMovM:
			typedmemmove(*(*ptr)(at(f, in.c)), at(cf, in.a), at(f, in.b))
		default:
			return ip
		}
	}
}
