package dev.ringback.identity;

/// How messages are treated at the border.
///
/// @param asserts whether the identities of users who proved who they are are asserted
/// @param discloses whether strangers are told asserted identities of those who said nothing about
///   their privacy, RFC 3325 §7
/// @param privacy whether wishes for privacy are fulfilled here, RFC 3323 §5
/// @param anonymous whether our users take calls of those who do not say who they are; where not,
///   such a caller hears 433, RFC 5079
public record Conduct(boolean asserts, boolean discloses, boolean privacy, boolean anonymous) {
    /// What holds where nothing is configured.
    public static final Conduct PLAIN = new Conduct(false, true, false, true);

    /// What holds where a trust domain is configured.
    public static final Conduct USUAL = new Conduct(true, true, true, true);
}
