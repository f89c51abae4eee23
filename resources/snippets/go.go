// Go's net/http: with the field set, a transport waits ExpectContinueTimeout for the 100, then sends the content.
// DefaultTransport has 1 s; in a Transport made by hand the zero value means no wait at all.
package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

const (
	target = {{url}}
	method = {{method}}
	expect = {{on}} // Go sends no Expect by itself
)

func main() {
	body := bytes.Repeat([]byte("x"), {{size}})
	request, err := http.NewRequest(method, target, bytes.NewReader(body))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if expect {
		request.Header.Set("Expect", "100-continue")
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ExpectContinueTimeout = time.Second
	response, err := (&http.Client{Transport: transport, Timeout: 30 * time.Second}).Do(request)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	fmt.Println(response.Status)
}
