package dev.drawbridge.core.http;

/** Refuses a request with a {@link Problem}. Thrown inside handlers, mapped to a response in one place. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Wraps a problem.
     *
     * @param problem the response
     */
    public ProblemException(Problem problem) {
        // No stack trace: this is a response, not a failure of the program.
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /**
     * Makes the exception for a simple problem.
     *
     * @param status the HTTP status
     * @param code for programs
     * @param detail for people
     * @return the exception
     */
    public static ProblemException of(int status, String code, String detail) {
        return new ProblemException(Problem.of(status, code, detail));
    }

    /**
     * Returns the problem to respond with.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }
}
