package dev.ringback.smime;

import dev.ringback.body.BodyLimits;

/// How much work a body may make. What is beyond is [SmimeResult.TooLarge] or malformed.
///
/// @param octets of a secured body, and of what it holds
/// @param layers signatures and encryptions around one another
/// @param certificates that one body may bring
/// @param parties that one body may be encrypted for or signed by
/// @param parts of a multipart
public record SmimeLimits(int octets, int layers, int certificates, int parties, BodyLimits parts) {
    /// Limits that fit what SIP carries: 65,535 octets, 3 layers, 8 certificates, 32 parties.
    public static SmimeLimits defaults() {
        return new SmimeLimits(65_535, 3, 8, 32, BodyLimits.defaults());
    }
}
