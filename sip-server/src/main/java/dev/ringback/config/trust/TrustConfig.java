package dev.ringback.config.trust;

/// Who is believed what.
///
/// @param identity the border of the network
public record TrustConfig(IdentityConfig identity) {
    /// Nothing is configured.
    public static final TrustConfig NONE = new TrustConfig(IdentityConfig.NONE);

    /// This with another border.
    public TrustConfig with(IdentityConfig other) {
        return new TrustConfig(other);
    }
}
