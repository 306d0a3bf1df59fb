package dev.ringback.it.why;

import java.util.List;
import java.util.concurrent.Callable;

/// One thing that can be wrong, how it is provoked, and what has to be said of it.
///
/// @param name what is wrong, in words
/// @param status the final status that the caller sees; 0 for none
/// @param kind the kind of the reason
/// @param tells what the story has to tell besides, each a line of [Story#lines]
/// @param scene provokes it
record RootCause(String name, int status, String kind, List<String> tells, Callable<Story> scene) {
    RootCause {
        tells = List.copyOf(tells);
    }

    @Override
    public String toString() {
        return status + " " + name;
    }
}
