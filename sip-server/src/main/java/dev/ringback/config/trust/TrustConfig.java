package dev.ringback.config.trust;

import java.nio.file.Path;

/// Who is believed what.
///
/// @param identity the border of the network
/// @param stir signed identities
/// @param telling who is told the causes of failures
public record TrustConfig(IdentityConfig identity, StirConfig stir, TellingConfig telling) {
    /// Nothing is configured.
    public static final TrustConfig NONE =
            new TrustConfig(IdentityConfig.NONE, StirConfig.NONE, TellingConfig.STANDARD);

    /// This with another border.
    public TrustConfig with(IdentityConfig other) {
        return new TrustConfig(other, stir, telling);
    }

    /// This with other signatures.
    public TrustConfig with(StirConfig other) {
        return new TrustConfig(identity, other, telling);
    }

    /// This with others who are told causes.
    public TrustConfig with(TellingConfig other) {
        return new TrustConfig(identity, stir, other);
    }

    /// This as it was read from a file, at whose folder its paths begin.
    public TrustConfig from(Path file) {
        Path parent = file.getParent();
        return new TrustConfig(identity, stir.in(parent == null ? Path.of("") : parent), telling);
    }
}
