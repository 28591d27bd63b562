"""The public conformance suite for Jupyter kernels, run against Gopherloop.

The kernel must be installed (go run ./kernel install --sys-prefix) in the
environment of the Python that runs this file.
"""
import unittest

import jupyter_kernel_test


class GopherloopTests(jupyter_kernel_test.KernelTests):
    kernel_name = "gopherloop"
    language_name = "go"
    file_extension = ".go"

    code_hello_world = 'fmt.Println("hello, world")'
    code_stderr = 'fmt.Fprintln(os.Stderr, "oops")'
    code_generate_error = 'panic("boom")'
    code_page_something = "%doc fmt.Println"
    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "[]int{1, 2, 3}", "result": "[1 2 3]"},
    ]
    code_display_data = [
        {"code": "%%html\n<b>bold</b>", "mime": "text/html"},
        {"code": "%%markdown\n**bold**", "mime": "text/markdown"},
    ]
    code_clear_output = "%clear"
    completion_samples = [
        {"text": "strings.ToUpp", "matches": {"ToUpper", "ToUpperSpecial"}},
        {"text": "fmt.Printl", "matches": {"Println"}},
    ]
    complete_code_samples = ["1", 'fmt.Println("hello")', "for i := range 3 {\n}\n"]
    incomplete_code_samples = ["func f() {", "x := []int{", 'if true {\n\tfmt.Println("a")\n']
    invalid_code_samples = ["x := )", "func 1() {}"]
    code_inspect_sample = "fmt.Println"
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")


class GopherloopWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "gopherloop"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
