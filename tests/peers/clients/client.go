// SPDX-License-Identifier: GPL-3.0-or-later
// Go's net/http with its DefaultTransport: URL SIZE get|off|on. With Expect it waits ExpectContinueTimeout, 1 s.
package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
)

func main() {
	url, mode := os.Args[1], os.Args[3]
	size, _ := strconv.Atoi(os.Args[2])
	method, body := "POST", io.Reader(bytes.NewReader(bytes.Repeat([]byte("x"), size)))
	if mode == "get" {
		method, body = "GET", nil
	}
	request, err := http.NewRequest(method, url, body)
	if err != nil {
		panic(err)
	}
	if mode == "on" {
		request.Header.Set("Expect", "100-continue")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	fmt.Println(response.StatusCode)
}
