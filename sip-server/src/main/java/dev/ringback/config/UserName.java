package dev.ringback.config;

import dev.ringback.location.AddressOfRecord;
import org.jspecify.annotations.Nullable;

/// A user as configurations name it: `bob`, or `bob@example.com` where there are several domains.
///
/// @param user the user part, unescaped, case-sensitive
/// @param domain the domain in lower case, or null for the first one
public record UserName(String user, @Nullable String domain) {
    /// Reads `USER` or `USER@DOMAIN`.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static UserName parse(String text) {
        int at = text.lastIndexOf('@');
        String user = at < 0 ? text : text.substring(0, at);
        if (user.isEmpty() || user.indexOf('@') >= 0 || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no user: write it like bob or bob@example.com");
        }
        return new UserName(user, at < 0 ? null : HostName.parse(text.substring(at + 1)));
    }

    /// Its address-of-record.
    ///
    /// @param first the first domain
    public AddressOfRecord in(String first) {
        return new AddressOfRecord(user, domain == null ? first : domain);
    }

    /// As it was written.
    @Override
    public String toString() {
        return domain == null ? user : user + '@' + domain;
    }
}
