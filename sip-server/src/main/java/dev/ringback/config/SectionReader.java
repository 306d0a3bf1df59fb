package dev.ringback.config;

import java.util.List;

/// Reads one idea of the configuration file.
public interface SectionReader {
    /// The keys at the top of the file that it reads.
    List<String> keys();

    /// Reads them over what the builder holds. Keys that are absent leave it alone.
    void read(Section top, ServerConfigBuilder into) throws ConfigException;
}
