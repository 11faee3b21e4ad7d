package storagetest

import (
	"fmt"
	"math"
	"reflect"
	"time"
)

// full returns a value that holds something else in every field, wherever it
// can be an extreme, and twice the same for a seed.
func full[T any](seed int) (v T) {
	n := seed * 1000
	fill(reflect.ValueOf(&v).Elem(), &n)
	return v
}

// moments are those between which a record's times are.
var moments = []time.Time{
	time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC),
	time.Date(1969, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
	time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
	time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
}

func fill(v reflect.Value, n *int) {
	*n++
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(moments[*n%len(moments)]))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("<b>“Größe” & 'quotes' \"\\ %%_ \u2028\t\r\n👩🏽‍🔧 \u00a0\ufeff%d", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(math.MaxInt64 - int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(byte(*n)))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("a value holds a " + v.Type().String()) // say above how to fill one
	}
}

// spoil writes into everything that a value may share with a copy of it.
func spoil(v any) { spoilIn(reflect.ValueOf(v).Elem()) }

func spoilIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type() != reflect.TypeFor[time.Time]() {
				spoilIn(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			spoilIn(v.Index(i))
			v.Index(i).SetZero()
		}
	}
}
