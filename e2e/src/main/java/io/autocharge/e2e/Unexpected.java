package io.autocharge.e2e;

/** Something else came than what was promised. */
public final class Unexpected extends AssertionError {

    private final String expected;
    private final String came;

    public Unexpected(String expected, String came) {
        super("expected " + expected + ", but came " + came);
        this.expected = expected;
        this.came = came;
    }

    /** What was promised. */
    public String expected() {
        return expected;
    }

    /** What came instead. */
    public String came() {
        return came;
    }
}
