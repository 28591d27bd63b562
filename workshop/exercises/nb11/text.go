package nb11

import (
	"context"
	"fmt"
	"strings"

	"github.com/gopherloop/gopherloop/workshop/aio"
	"github.com/gopherloop/gopherloop/workshop/check"
	"github.com/gopherloop/gopherloop/workshop/lab"
)

type getter = func(ctx context.Context, session *aio.Session, url string) (string, error)

var text = check.Define(check.Exercise[getter]{
	ID: "11.1", Title: "A page, or an error",
	Task: "Write `text`. It fetches the page at `url` with `session` and returns its text. Two things can go wrong:\n\n" +
		"- there is no answer at all: return the error of `Get`;\n" +
		"- there is an answer, but its status is not 200: return an error that has the status in it, for instance " +
		"made with `fmt.Errorf(\"%s: status %d\", url, resp.Status)`.",
	Imports: []string{"context", "fmt", "github.com/gopherloop/gopherloop/workshop/aio"},
	Answer:  "text",
	Stub: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	panic("not implemented")
}
`,
	Solution: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	resp, err := session.Get(ctx, url)
	if err != nil {
		return "", err
	}
	if resp.Status != 200 {
		return "", fmt.Errorf("%s: status %d", url, resp.Status)
	}
	return resp.Text(), nil
}
`,
	Hints: []string{
		"The first line is resp, err := session.Get(ctx, url). What must you look at before you touch resp?",
		"If err is nil there is an answer. Compare resp.Status with 200.",
		"The text of the page is resp.Text().",
	},
	Wrong: []check.Wrong{
		{Name: "takes a 404 for a page", Says: "a status like 404 is no error for Get", Code: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	resp, err := session.Get(ctx, url)
	if err != nil {
		return "", err
	}
	_ = fmt.Sprint(resp.Status)
	return resp.Text(), nil
}
`},
		{Name: "the status as text", Says: "resp.String() is the status", Code: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	resp, err := session.Get(ctx, url)
	if err != nil {
		return "", err
	}
	if resp.Status != 200 {
		return "", fmt.Errorf("status %d", resp.Status)
	}
	return resp.String(), nil
}
`},
		{Name: "swallows the error", Says: "hand it on with return \"\", err", Code: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	resp, err := session.Get(ctx, url)
	if err != nil {
		return "", nil
	}
	if resp.Status != 200 {
		return "", fmt.Errorf("status %d", resp.Status)
	}
	return resp.Text(), nil
}
`},
		{Name: "does not look at the error", Says: "there is no answer to look at", Code: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	resp, _ := session.Get(ctx, url)
	if resp.Status != 200 {
		return "", fmt.Errorf("status %d", resp.Status)
	}
	return resp.Text(), nil
}
`},
		{Name: "an error without the status", Says: "put resp.Status into the error", Code: `func text(ctx context.Context, session *aio.Session, url string) (string, error) {
	resp, err := session.Get(ctx, url)
	if err != nil {
		return "", err
	}
	if resp.Status != 200 {
		return "", fmt.Errorf("no page")
	}
	return resp.Text(), nil
}
`},
	},
	Test: testText,
})

func testText(t *check.T, answer getter) {
	web, err := lab.NewWeb(0, 5)
	check.NoError(t, "starting a server", err)
	defer web.Close()
	gone, err := lab.NewWeb(0, 5)
	check.NoError(t, "starting a server", err)
	check.NoError(t, "stopping a server", gone.Close())

	fetch := func(url string) (page string, err error) {
		check.Loop(t, "text", func(ctx context.Context) error {
			defer func() {
				if p := recover(); p != nil {
					if fmt.Sprint(p) == "not implemented" {
						panic(p)
					}
					err = fmt.Errorf("it panics: %v", p)
				}
			}()
			page, err = answer(ctx, aio.HTTP(ctx), url)
			return nil
		})
		return page, err
	}
	page, err := fetch(web.URL("web", "/page/3"))
	check.NoError(t, "text of a page that is there", err)
	t.Must(strings.HasPrefix(page, "Page 3 of web."), fmt.Sprintf("the text of page 3 is %q, and should begin with %q", page, "Page 3 of web."),
		check.If(page == "200 OK", "resp.String() is the status in words; the text is resp.Text()"))

	_, err = fetch(web.URL("web", "/status/404"))
	t.Must(err != nil, "text of a page with status 404 returns no error",
		check.Else("a status like 404 is no error for Get: there was an answer. Compare resp.Status with 200"))
	t.Must(strings.Contains(err.Error(), "404"), fmt.Sprintf("the error for a page with status 404 is %q, and does not say which status it was", err),
		check.Else("put resp.Status into the error, with fmt.Errorf and %d"))

	_, err = fetch(gone.URL("web", "/page/3"))
	t.Must(err != nil, "text of a server that is not there returns no error",
		check.Else("Get has returned an error: hand it on with return \"\", err"))
	t.Must(!strings.HasPrefix(err.Error(), "it panics"), "with a server that is not there, "+err.Error(),
		check.Else("when err is not nil there is no answer to look at: resp is nil. Check err first"))
}
