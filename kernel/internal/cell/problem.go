package cell

import (
	"go/token"
	"go/types"
	"reflect"
)

// A problem is an error that a check has found.
type problem struct {
	pos, end token.Pos
	code     code
	msg      string
}

// report adds an error that go/types does not find.
func (a *attempt) report(pos token.Pos, c code, msg string) {
	a.problems = append(a.problems, problem{pos: pos, code: c, msg: msg})
}

// receive takes errors from go/types.
func (a *attempt) receive(err error) {
	if e, ok := err.(types.Error); ok {
		a.problems = append(a.problems, problemOf(e))
	}
}

// problemOf reads an error of go/types. Its code and its extent are in fields
// that are not exported yet, but meant to be read like this (see types.Error).
func problemOf(e types.Error) problem {
	v := reflect.ValueOf(e)
	field := func(name string) int {
		if f := v.FieldByName(name); f.IsValid() && f.CanInt() {
			return int(f.Int())
		}
		return 0
	}
	return problem{
		pos:  e.Pos,
		end:  token.Pos(field("go116end")),
		code: code(field("go116code")),
		msg:  e.Msg,
	}
}

// A code tells go/types' kinds of errors apart. The numbers are those of Go's
// internal/types/errors, which has an example for each; they never change.
type code int

// The codes that the compiler or the catalogue asks for.
const (
	codeNone                    code = 0
	codeBadImportPath           code = 5
	codeBrokenImport            code = 6
	codeDuplicateDecl           code = 10
	codeUntypedNilUse           code = 16
	codeWrongAssignCount        code = 17
	codeUnassignableOperand     code = 18
	codeNoNewVar                code = 19
	codeInvalidIfaceAssign      code = 21
	codeIncompatibleAssign      code = 23
	codeUnaddressableField      code = 24
	codeNotAType                code = 25
	codeInvalidRecv             code = 32
	codeDuplicateFieldAndMethod code = 33
	codeTooManyValues           code = 41
	codeTruncatedFloat          code = 43
	codeNumericOverflow         code = 44
	codeUndefinedOp             code = 45
	codeMismatchedTypes         code = 46
	codeDivByZero               code = 47
	codeInvalidIndirection      code = 50
	codeNonIndexableOperand     code = 51
	codeInvalidIndex            code = 52
	codeUnexportedLitField      code = 68
	codeUndeclaredImportedName  code = 73
	codeUnexportedName          code = 74
	codeUndeclaredName          code = 75
	codeMissingFieldOrMethod    code = 76
	codeUncalledBuiltin         code = 82
	codeInvalidLen              code = 90
	codeImpossibleAssert        code = 95
	codeInvalidAssert           code = 94
	codeInvalidConversion       code = 96
	codeUnusedExpr              code = 100
	codeUnusedVar               code = 101
	codeMissingReturn           code = 102
	codeWrongResultCount        code = 103
	codeInvalidCond             code = 105
	codeInvalidRangeExpr        code = 109
	codeMisplacedBreak          code = 110
	codeMisplacedContinue       code = 111
	codeDuplicateCase           code = 113
	codeUnusedLabel             code = 122
	codeWrongArgCount           code = 126
	codeInvalidCall             code = 127
	codeUnusedResults           code = 128
	codeWrongTypeArgCount       code = 137
	codeCannotInferTypeArgs     code = 138
	codeInvalidTypeArg          code = 139
)
