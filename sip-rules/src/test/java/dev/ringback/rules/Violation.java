package dev.ringback.rules;

/// One place that breaks a rule.
///
/// @param file the file's path from the root of the repository
/// @param line the line, from 1
/// @param fault what is wrong there, with the figure and the cap where there is one
/// @param mend what to do about it
record Violation(String file, long line, String fault, String mend) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + fault + ". Mend: " + mend + ".";
    }
}
