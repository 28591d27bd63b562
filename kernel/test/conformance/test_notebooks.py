"""Every notebook of the workshop runs from top to bottom under nbclient."""
import pathlib
import unittest

import nbformat
from nbclient import NotebookClient

ROOT = pathlib.Path(__file__).resolve().parents[3]


class NotebookTests(unittest.TestCase):
    def test_all(self):
        notebooks = sorted((ROOT / "notebooks").rglob("*.ipynb"))
        self.assertTrue(notebooks, "no notebooks found")
        for path in notebooks:
            with self.subTest(notebook=path.name):
                self.run_notebook(path)

    def run_notebook(self, path):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        self.assertEqual(notebook.metadata.kernelspec.name, "gopherloop")
        NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(path.parent)}}).execute()


if __name__ == "__main__":
    unittest.main()
