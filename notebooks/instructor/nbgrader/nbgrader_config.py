# nbgrader for a course in Go: copy this file into the folder of the course.
# Assignments come from: go run ./notebooks/build -nbgrader COURSE 03
c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "gopherloop"

# What learners get in place of an answer, and how a cell says where the answer is. The kernel of the notebooks is "go".
c.ClearSolutions.code_stub = {"go": '// YOUR CODE HERE\npanic("not implemented")'}
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"

# A cell of the workshop takes milliseconds, a check at most seconds.
c.ExecutePreprocessor.timeout = 60
