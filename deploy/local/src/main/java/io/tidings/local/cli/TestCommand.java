package io.tidings.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** In the list for the help's sake: the script runs it itself, since the launcher need not be built for it. */
@Command(name = "test", header = "Builds and tests everything, or one module with what it needs, as CI does.")
final class TestCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "MODULE", description = "Its folder: commerce-service, platform/runtime.")
    private String module = "";

    @Override
    public void run() {
        throw new IllegalStateException("Run it as ./tidings test " + module);
    }
}
