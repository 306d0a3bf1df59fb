package dev.ringback.config.trust;

import dev.ringback.stir.NumberPlan;
import dev.ringback.stir.SigningKey.Style;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `stir:`, signed identities: RFC 8224.
///
/// @param sign what signs for our users, or null for nothing
/// @param verify how strangers are verified, or null for not at all
/// @param plan how numbers become global
public record StirConfig(@Nullable Sign sign, @Nullable Verify verify, NumberPlan plan) {
    /// Nothing is configured.
    public static final StirConfig NONE = new StirConfig(null, null, NumberPlan.GLOBAL);

    /// What signs.
    ///
    /// @param key the file of the private key
    /// @param certificate the file of the certificate, and of those that vouch for it
    /// @param x5u where others find the certificate
    /// @param style how it is signed
    public record Sign(Path key, Path certificate, String x5u, Style style) {}

    /// How strangers are verified.
    ///
    /// @param roots the file of the certificates of the authorities that count
    /// @param required whether strangers have to sign their calls
    /// @param rejects whether a call ends whose signature proves nothing
    /// @param freshness how old a call may be
    /// @param fetching how certificates are fetched
    public record Verify(
            Path roots, boolean required, boolean rejects, Duration freshness, Fetching fetching) {}

    /// How certificates are fetched.
    ///
    /// @param http whether `http` URLs are fetched, too, and not `https` alone
    /// @param inside whether servers at private and loopback addresses are asked, where a caller
    ///   could make us ask what only we can reach
    /// @param timeout how long one may take
    public record Fetching(boolean http, boolean inside, Duration timeout) {}

    /// This as it is written in a file: its paths begin at the folder of that.
    StirConfig in(Path folder) {
        return new StirConfig(
                sign == null
                        ? null
                        : new Sign(
                                folder.resolve(sign.key),
                                folder.resolve(sign.certificate),
                                sign.x5u,
                                sign.style),
                verify == null
                        ? null
                        : new Verify(
                                folder.resolve(verify.roots),
                                verify.required,
                                verify.rejects,
                                verify.freshness,
                                verify.fetching),
                plan);
    }
}
