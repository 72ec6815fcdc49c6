package io.tidings.local.demo;

/** Something that should have happened did not. */
final class StoryBroke extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryBroke(String what) {
        super(what);
    }
}
