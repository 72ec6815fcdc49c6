package io.tidings.embedded;

/** Somebody else listens on a port that a process of the suite needs. */
public final class PortTaken extends IllegalStateException {
    private final String process;
    private final int port;

    public PortTaken(String process, int port) {
        super("Port " + port + ", which " + process + " needs, is taken by another program");
        this.process = process;
        this.port = port;
    }

    public String process() {
        return process;
    }

    public int port() {
        return port;
    }
}
