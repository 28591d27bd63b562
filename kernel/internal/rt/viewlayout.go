package rt

import (
	"encoding/binary"
	"hash/fnv"
	"reflect"
	"unsafe"
	"weak"
)

// This file lays out the type descriptors of views in memory, as the runtime of this
// version of Go has them; viewsWork tries them before any is used. See patch.go for the others.
//
// Every descriptor made here has its session before it in memory, and lives for ever, as
// the runtime expects of types. The flags say which types are views.

const (
	flagUncommon  = 1 << 0
	flagExtraStar = 1 << 1
	flagNamed     = 1 << 2

	// The runtime of Go 1.26 does not use these bits.
	flagOfViews = 1 << 6 // an unnamed type that reflect made of views
	flagView    = 1 << 7 // made here
)

type uncommonDescriptor struct {
	pkgPath       int32
	methods       uint16
	exported      uint16
	methodsOff, _ uint32
}

type arrayDescriptor struct {
	descriptor
	elem, slice *descriptor
	len         uintptr
}

type chanDescriptor struct {
	descriptor
	elem *descriptor
	dir  int
}

type wholeMapDescriptor struct {
	mapDescriptor
	group                    *descriptor
	hasher                   unsafe.Pointer
	groupSize, slotSize, off uintptr
	flags                    uint32
}

type wholeFuncDescriptor struct {
	descriptor
	in, out uint16
}

type ifaceDescriptor struct {
	_ descriptor
	_ *byte
	_ []int64 // the methods
}

// descriptorOf returns the Go type of the descriptors of a kind.
func descriptorOf(k reflect.Kind) reflect.Type {
	switch k {
	case reflect.Struct:
		return reflect.TypeFor[structDescriptor]()
	case reflect.Pointer, reflect.Slice:
		return reflect.TypeFor[elemDescriptor]()
	case reflect.Chan:
		return reflect.TypeFor[chanDescriptor]()
	case reflect.Array:
		return reflect.TypeFor[arrayDescriptor]()
	case reflect.Map:
		return reflect.TypeFor[wholeMapDescriptor]()
	case reflect.Func:
		return reflect.TypeFor[wholeFuncDescriptor]()
	case reflect.Interface:
		return reflect.TypeFor[ifaceDescriptor]()
	}
	return reflect.TypeFor[descriptor]()
}

// newView is a descriptor under construction.
type newView struct {
	self     *descriptor
	uncommon *uncommonDescriptor
	params   []*descriptor // of a func
	methods  []methodDescriptor
}

func (d *newView) typ() reflect.Type { return d.self.typ() }

// typ returns the reflect type that d describes.
func (d *descriptor) typ() reflect.Type {
	var x any
	(*anyWords)(unsafe.Pointer(&x)).typ = d
	return reflect.TypeOf(x)
}

// newDescriptor copies the descriptor of r into a block of memory like this, which is
// what the runtime expects, but for the session:
//
//	session, descriptor, uncommon part, parameters of a func, methods
func (vs *views) newDescriptor(r reflect.Type, name string, named bool, methods int) *newView {
	kind := descriptorOf(r.Kind())
	params := 0
	if r.Kind() == reflect.Func {
		params = r.NumIn() + r.NumOut()
	}
	b := reflect.New(reflect.StructOf([]reflect.StructField{
		{Name: "Session", Type: reflect.TypeFor[weak.Pointer[Types]]()},
		{Name: "Self", Type: kind},
		{Name: "Uncommon", Type: reflect.TypeFor[uncommonDescriptor]()},
		{Name: "Params", Type: reflect.ArrayOf(params, reflect.TypeFor[*descriptor]())},
		{Name: "Methods", Type: reflect.ArrayOf(methods, reflect.TypeFor[methodDescriptor]())},
	})).Elem()
	b.Field(0).Set(reflect.ValueOf(weak.Make(vs.ts)))
	b.Field(1).Set(reflect.NewAt(kind, unsafe.Pointer(describe(r))).Elem())
	d := &newView{
		self:     (*descriptor)(b.Field(1).Addr().UnsafePointer()),
		uncommon: (*uncommonDescriptor)(b.Field(2).Addr().UnsafePointer()),
		params:   b.Field(3).Slice(0, params).Interface().([]*descriptor),
		methods:  b.Field(4).Slice(0, methods).Interface().([]methodDescriptor),
	}
	addReflectOff(unsafe.Pointer(d.self)) // keeps it alive
	d.uncommon.methodsOff = uint32(uintptr(b.Field(4).Addr().UnsafePointer()) - uintptr(unsafe.Pointer(d.uncommon)))
	d.self.ptrToThis = 0
	d.self.tflag = d.self.tflag&^(flagUncommon|flagExtraStar|flagNamed) | flagView
	if named {
		d.self.tflag |= flagNamed | flagUncommon
	}
	if methods > 0 {
		d.self.tflag |= flagUncommon
	}
	vs.serial++
	d.self.hash = hashName(name, vs.serial)
	d.self.str = nameOff(name, false)
	return d
}

func hashName(name string, serial uint32) uint32 {
	h := fnv.New32()
	h.Write(binary.BigEndian.AppendUint32([]byte(name), serial))
	return h.Sum32()
}

func (d *newView) setPackage(path string) { d.uncommon.pkgPath = nameOff(path, false) }

func nameOff(name string, exported bool) int32 {
	return addReflectOff(unsafe.Pointer(encodeName(name, "", exported, false)))
}

// encodeName lays out a name as type descriptors have it: flags, length, text, and
// again length and text of a tag.
func encodeName(name, tag string, exported, embedded bool) *byte {
	flags := byte(0)
	if exported {
		flags |= 1 << 0
	}
	if tag != "" {
		flags |= 1 << 1
	}
	if embedded {
		flags |= 1 << 3
	}
	b := append(binary.AppendUvarint([]byte{flags}, uint64(len(name))), name...)
	if tag != "" {
		b = append(binary.AppendUvarint(b, uint64(len(tag))), tag...)
	}
	return &b[0]
}
