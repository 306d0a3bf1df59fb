package dev.ringback.routing.script;

/// Where in a script something was thrown.
final class Frames {
    private Frames() {}

    /// The line of the innermost frame that is a script's; 0 where there is none.
    static int line(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (ScriptClasses.NAME.equals(frame.getClassLoaderName())
                    && frame.getLineNumber() > 0) {
                return frame.getLineNumber();
            }
        }
        return 0;
    }
}
