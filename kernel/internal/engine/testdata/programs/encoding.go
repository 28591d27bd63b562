// encoding/json, text/template and reflect look at types declared here.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"text/template"
)

type Person struct {
	Name    string         `json:"name"`
	Age     int            `json:"age,omitempty"`
	Friend  *Person        `json:"friend,omitempty"`
	Extra   map[string]any `json:"extra,omitempty"`
	private int
}

type Color int

func (c Color) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "color-%d", int(c)), nil }

func (c *Color) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "color-%d", (*int)(c))
	return err
}

type Doc struct {
	Title string
	Tags  []string
}

func (d Doc) Shout(mark string) string { return strings.ToUpper(d.Title) + mark }

func main() {
	b, err := json.Marshal(Person{Name: "Ann", Friend: &Person{Name: "Bob", Age: 3}})
	fmt.Println(string(b), err)
	var p Person
	err = json.Unmarshal([]byte(`{"name":"Eve","age":30,"friend":{"name":"Z"},"extra":{"k":[1,true,null]}}`), &p)
	fmt.Println(p.Name, p.Age, p.Friend.Name, p.Extra, p.private, err)
	var ps []Person
	fmt.Println(json.NewDecoder(strings.NewReader(`[{"name":"x"}]`)).Decode(&ps), len(ps), ps[0].Name)
	b, err = json.Marshal(map[string]any{"c": Color(3), "l": []Color{1, 2}, "m": map[Color]int{4: 5}})
	fmt.Println(string(b), err)
	var cs []Color
	fmt.Println(json.Unmarshal([]byte(`["color-7"]`), &cs), int(cs[0]))
	var bad struct{ N int }
	fmt.Println(json.Unmarshal([]byte(`{"N":"x"}`), &bad))
	t := template.Must(template.New("x").Parse("{{.Title}}:{{range .Tags}} #{{.}}{{end}} {{.Shout \"!\"}}\n"))
	var sb strings.Builder
	if err := t.Execute(&sb, Doc{"hello", []string{"a", "b"}}); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Print(sb.String())
	ty := reflect.TypeOf(Doc{})
	fmt.Println(ty.Name(), ty, ty.Kind(), ty.Field(1).Name, ty.NumMethod())
	v := reflect.ValueOf(&p).Elem()
	v.Field(0).SetString("changed")
	fmt.Println(p.Name, reflect.DeepEqual(p, p), v.Type().Field(0).Tag.Get("json"))
}
