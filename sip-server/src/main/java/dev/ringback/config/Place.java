package dev.ringback.config;

/// A place in a configuration file.
///
/// @param file the name of the file as it was given
/// @param line the line, from 1
/// @param column the column, from 1
public record Place(String file, int line, int column) {
    /// The place as compilers write it: `file:line:column`.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
