"""A notebook of the workshop as an assignment of nbgrader: generated, answered rightly and wrongly, graded."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import nbformat
from nbgrader.api import Gradebook

ROOT = pathlib.Path(__file__).resolve().parents[3]
LESSON = "01-whats-really-in-a-for-loop"

# nbgrader calls the command alembic, which lies beside this Python.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]


class GraderTests(unittest.TestCase):
    def setUp(self):
        self.course = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.course)
        shutil.copy(ROOT / "notebooks/instructor/nbgrader/nbgrader_config.py", self.course)
        subprocess.run(["go", "run", "./notebooks/build", "-nbgrader", str(self.course), "01"], cwd=ROOT, check=True)

    def nbgrader(self, *args):
        done = subprocess.run([sys.executable, "-m", "nbgrader", *args], cwd=self.course, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def submit(self, student, change):
        """Hands in the released notebook with some answers."""
        notebook = nbformat.read(self.course / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
        for cell in notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in change:
                cell.source = change[grade_id]
        path = self.course / "submitted" / student / LESSON
        path.mkdir(parents=True)
        nbformat.write(notebook, path / f"{LESSON}.ipynb")

    def test_right_and_wrong(self):
        self.nbgrader("generate_assignment", LESSON)
        released = (self.course / "release" / LESSON / f"{LESSON}.ipynb").read_text()
        self.assertNotIn("SOLUTION", released)
        self.assertIn("YOUR CODE HERE", released)
        solved = nbformat.read(ROOT / "notebooks/solutions" / f"{LESSON}.ipynb", as_version=4)
        answers = [c.source for c in solved.cells if "exercise" in c.metadata.get("tags", [])]
        ids = [f"answer-1-{n}" for n in range(1, len(answers) + 1)]
        right = dict(zip(ids, answers))
        self.submit("right", right)
        self.submit("wrong", {**right, "answer-1-1": "func squares(yield func(int) bool) {\n\tyield(2)\n}", "answer-1-4": "lines := 42"})
        self.submit("untouched", {})
        self.nbgrader("autograde", LESSON)
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as book:
            scores = {s.student.id: (s.score, s.max_score) for s in book.assignment_submissions(LESSON)}
        full = len(answers)
        self.assertEqual(scores, {"right": (full, full), "wrong": (full - 2, full), "untouched": (0, full)})


if __name__ == "__main__":
    unittest.main()
