package io.tidings.gateway.directory;

/** Where directory records come from. */
interface DirectorySource {

    /** Begins to feed the read model and returns at once; what cannot be reached yet is tried again until it can. */
    void start();

    /** Stops feeding it, within a second or two. */
    void stop();
}
