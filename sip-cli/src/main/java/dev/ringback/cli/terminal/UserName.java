package dev.ringback.cli.terminal;

import dev.ringback.config.HostName;
import org.jspecify.annotations.Nullable;

/// A user as it is written on the command line: `alice` or `alice@example.com`.
///
/// @param name the user part
/// @param domain the domain, or null when none was written
public record UserName(String name, @Nullable String domain) {
    /// Reads a user, with or without `sip:` before it.
    public static UserName parse(String text) throws UsageException {
        String bare = text.startsWith("sip:") ? text.substring(4) : text;
        int at = bare.lastIndexOf('@');
        String name = at < 0 ? bare : bare.substring(0, at);
        if (name.isEmpty()) {
            throw new UsageException("'" + text + "' is no user: write it like alice@example.com");
        }
        try {
            return new UserName(name, at < 0 ? null : HostName.parse(bare.substring(at + 1)));
        } catch (IllegalArgumentException e) {
            throw new UsageException("user " + text + ": " + e.getMessage());
        }
    }

    /// The domain, or this one when none was written.
    public String domainOr(String other) {
        return domain == null ? other : domain;
    }
}
