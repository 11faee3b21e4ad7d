package storagetest

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"github.com/praxis-cop/praxis/fault"
	"github.com/praxis-cop/praxis/storage"
)

var (
	readerMethods = methods(reflect.TypeFor[storage.Reader]())
	txMethods     = methods(reflect.TypeFor[storage.Tx]())
)

// methods are those of an interface, by name, but for Tenant, which tells only
// what its caller knows.
func methods(of reflect.Type) []reflect.Method {
	return slices.Collect(func(yield func(reflect.Method) bool) {
		for i := range of.NumMethod() {
			if m := of.Method(i); m.Name != "Tenant" && !yield(m) {
				return
			}
		}
	})
}

// parameters are the types that a method takes behind the context.
func parameters(m reflect.Method) iter.Seq[reflect.Type] {
	return func(yield func(reflect.Type) bool) {
		for i := 1; i < m.Type.NumIn(); i++ {
			if !yield(m.Type.In(i)) {
				return
			}
		}
	}
}

// call is a method of the contract, and what it is given behind the context.
type call struct {
	method  string
	args    []reflect.Value
	foreign bool // it is about another tenant's things
	real    bool // and would do or tell something if it were not
}

// result is all that a call tells.
type result struct {
	Code   fault.Code
	Values []any // what it returns, lists as slices; and slices that it was given, as it leaves them
}

// on makes the call in a transaction.
func (c call) on(ctx context.Context, r storage.Reader) (told result) {
	args := []reflect.Value{reflect.ValueOf(ctx)}
	for _, arg := range c.args {
		if arg.Kind() == reflect.Slice {
			arg = reflect.AppendSlice(reflect.Zero(arg.Type()), arg)
			defer func() { told.Values = append(told.Values, arg.Interface()) }()
		}
		args = append(args, arg)
	}
	for _, v := range reflect.ValueOf(r).MethodByName(c.method).Call(args) {
		if v.Kind() == reflect.Func {
			list := []any{}
			for entry, err := range v.Seq2() {
				if told.Code = codeOf(err); told.Code != "" {
					break
				}
				list = append(list, entry.Interface())
			}
			told.Values = append(told.Values, list)
		} else if v.Type() == reflect.TypeFor[error]() {
			told.Code = codeOf(v)
		} else {
			told.Values = append(told.Values, v.Interface())
		}
	}
	if told.Code != "" {
		told.Values = nil
	}
	return told
}

func codeOf(err reflect.Value) fault.Code {
	e, _ := err.Interface().(error)
	return fault.CodeOf(e)
}

// says reports whether a result says more than that there is nothing.
func (told result) says() bool {
	return told.Code == "" && slices.ContainsFunc(told.Values, func(v any) bool {
		value := reflect.ValueOf(v)
		return !value.IsZero() && (value.Kind() != reflect.Slice || value.Len() > 0)
	})
}

// writes reports whether the method is none of a Reader's.
func (c call) writes() bool {
	return !slices.ContainsFunc(readerMethods, func(m reflect.Method) bool { return m.Name == c.method })
}

// String tells a call.
func (c call) String() string {
	args := make([]any, len(c.args))
	for i, arg := range c.args {
		args[i] = arg.Interface()
	}
	return fmt.Sprintf("%s%+v", c.method, args)
}
