package dev.ringback.stir;

/// Who verifies, and what follows.
///
/// @param service judges requests
/// @param certificates finds what it needs for that
/// @param replays remembers the signatures that were good
/// @param required whether strangers have to sign their calls: who does not hears 428
/// @param rejects whether a call ends whose signature proves nothing; else it goes on, and the
///   trust domain is told
public record Verifier(
        VerificationService service,
        CertificateSource certificates,
        Replays replays,
        boolean required,
        boolean rejects) {}
