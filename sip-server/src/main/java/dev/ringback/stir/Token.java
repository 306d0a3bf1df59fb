package dev.ringback.stir;

import dev.ringback.header.security.Identity;
import dev.ringback.uri.Uri;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A PASSporT with its signature, as it came in an Identity header field: RFC 8224 §4.
///
/// @param passport the PASSporT; of a compact one what it must have been
/// @param signature its signature in Base64url
/// @param url where the certificate is
record Token(Passport passport, String signature, String url) {
    private static final int PARTS = 3;

    /// Reads a header field; null where it is no PASSporT, or where header and header field
    /// contradict each other.
    ///
    /// @param claims what the claims of a compact PASSporT must be; null to read none such
    static @Nullable Token read(Identity identity, @Nullable Map<String, Object> claims) {
        Uri info = identity.info();
        if (info == null) {
            return null;
        }
        String signature = identity.signature();
        String url = info.toString();
        if (identity.compact()) {
            return identity.ppt() == null && claims != null
                    ? new Token(Passport.of(null, url, claims), signature, url)
                    : null;
        }
        String[] parts = identity.digest().split("\\.", -1);
        Passport passport = parts.length == PARTS ? Passport.parse(parts[0], parts[1]) : null;
        if (passport == null) {
            return null;
        }
        boolean agrees =
                identity.alg().equals(passport.headerText("alg"))
                        && url.equals(passport.headerText("x5u"))
                        && Objects.equals(identity.ppt(), passport.headerText("ppt"));
        return agrees ? new Token(passport, signature, url) : null;
    }

    /// Its extension, or null.
    @Nullable String ppt() {
        return passport.headerText("ppt");
    }

    /// Whether it says that a call went on to another number: RFC 8946.
    boolean diverts() {
        return "div".equals(ppt());
    }

    /// From whom a call went on, or null.
    @Nullable Party diverted() {
        return Party.read(passport.claims().get("div"));
    }

    /// Whether all claims are there that its kind has to have: RFC 8225 §5, RFC 8588 §6, RFC 8946
    /// §3.
    boolean complete() {
        boolean base = passport.orig() != null && !passport.dest().isEmpty() && passport.iat() >= 0;
        String kind = String.valueOf(ppt());
        return base
                && switch (kind) {
                    case "shaken" -> attested();
                    case "div" -> diverted() != null;
                    default -> true;
                };
    }

    /// What no two signatures share, in whatever form they are written: the text that is signed,
    /// and the first half of the signature. The other half can be exchanged by anybody (ECDSA).
    String seal() {
        byte[] octets = Passport.octets(signature);
        int half = octets == null ? 0 : octets.length / 2;
        return passport.signed()
                + (octets == null ? "" : '.' + HexFormat.of().formatHex(octets, 0, half));
    }

    private boolean attested() {
        String attest = passport.text("attest");
        String origin = passport.text("origid");
        return attest != null
                && attest.matches("[ABC]")
                && origin != null
                && Shapes.UUID.matcher(origin).matches();
    }

    /// For whom its signer has to have authority: who calls, or from whom the call went on.
    @Nullable Party authority() {
        return diverts() ? diverted() : passport.orig();
    }
}
