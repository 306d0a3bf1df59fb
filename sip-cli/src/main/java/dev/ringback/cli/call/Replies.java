package dev.ringback.cli.call;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.offer.AudioFormat;
import dev.ringback.sdp.Connection;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.Origin;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.sip.Body;
import dev.ringback.sip.CallReply;
import dev.ringback.uri.SipUri;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes responses with what each code must carry: RFC 3261 §20, §21. What the user wrote goes
/// before what is made up here.
final class Replies {
    private static final Set<Integer> WITH_CONTACT = Set.of(300, 301, 302, 305);
    private static final Set<Integer> WITH_RETRY_AFTER = Set.of(413, 480, 486, 500, 503, 600, 603);
    private static final String RETRY_AFTER = "Retry-After";

    private final ReplyOptions options;
    private final List<HeaderOption> headers;
    private final List<AudioFormat> formats;
    private final Supplier<@Nullable Body> certificate;
    private final SecureRandom random = new SecureRandom();

    /// @param headers what the user wants in the last response
    /// @param formats what we can hear, for the refusal of a session
    Replies(ReplyOptions options, List<HeaderOption> headers, List<AudioFormat> formats) {
        this(options, headers, formats, () -> null);
    }

    /// @param certificate our certificate as a body, for the refusal of what is encrypted
    Replies(
            ReplyOptions options,
            List<HeaderOption> headers,
            List<AudioFormat> formats,
            Supplier<@Nullable Body> certificate) {
        this.certificate = certificate;
        this.options = options;
        this.headers = List.copyOf(headers);
        this.formats = List.copyOf(formats);
    }

    /// Checks that each response can be made.
    void check() throws UsageException {
        for (Reply reply : options.replies()) {
            if (WITH_CONTACT.contains(reply.status())
                    && options.redirects().isEmpty()
                    && !written("Contact")) {
                throw new UsageException(reply.status() + " needs --redirect URI");
            }
        }
        options.delay();
        options.retryAfter();
    }

    /// The response to an INVITE.
    CallReply of(Reply reply, SipRequest invite) throws UsageException {
        CallReply made = CallReply.of(reply.status());
        String phrase = phrase(reply);
        if (phrase != null) {
            made = made.reason(phrase);
        }
        if (!reply.last()) {
            made = options.early() ? made.withMedia() : made;
            return options.reliable() ? made.reliably() : made;
        }
        for (HeaderOption header : headers) {
            made = made.header(header.name(), header.value());
        }
        return reply.status() < 300 ? made : refusal(made, invite);
    }

    private static @Nullable String phrase(Reply reply) {
        if (reply.reason() != null) {
            return reply.reason();
        }
        return switch (reply.status()) {
            case 400 -> "Bad Request: Refused By Its User";
            case 484 -> "Address Incomplete: More Digits Are Needed";
            default -> null;
        };
    }

    private CallReply refusal(CallReply reply, SipRequest invite) throws UsageException {
        int status = reply.status();
        CallReply made = reply;
        if (WITH_CONTACT.contains(status) || status == 485) {
            made = made.contacts(options.redirects().toArray(String[]::new));
        }
        long wait = status == 503 && options.retryAfter() < 0 ? 10 : options.retryAfter();
        if (wait >= 0 && WITH_RETRY_AFTER.contains(status) && !written(RETRY_AFTER)) {
            made = made.header(RETRY_AFTER, Long.toString(wait));
        }
        for (HeaderOption line : carried(status, invite)) {
            if (!written(line.name())) {
                made = made.header(line.name(), line.value());
            }
        }
        return switch (status) {
            case 380 -> made.body(Body.text("Please leave a message instead.\r\n"));
            case 493 -> certified(made);
            case 488, 606 -> made.body(Body.of("application/sdp", capabilities().toBytes()));
            default -> made;
        };
    }

    /// With our certificate, where we have one: RFC 3261 §23.2.
    private CallReply certified(CallReply reply) {
        Body own = certificate.get();
        return own == null ? reply : reply.body(own);
    }

    /// What a code must carry and nothing else has said.
    private List<HeaderOption> carried(int status, SipRequest invite) {
        return switch (status) {
            case 401 -> challenges("WWW-Authenticate", invite);
            case 407 -> challenges("Proxy-Authenticate", invite);
            case 405 -> one("Allow", "ACK, BYE, CANCEL, OPTIONS");
            case 415 -> one("Accept", "application/sdp");
            case 420 -> one("Unsupported", unsupported(invite));
            case 421 -> one("Require", "100rel");
            case 423 -> one("Min-Expires", "3600");
            case 488, 606 -> one("Warning", "305 ringback \"Incompatible media format\"");
            default -> List.of();
        };
    }

    private static List<HeaderOption> one(String name, String value) {
        return List.of(new HeaderOption(name, value));
    }

    /// The strongest first: RFC 8760 §2.4.
    private List<HeaderOption> challenges(String name, SipRequest invite) {
        String realm = invite.to().address().uri() instanceof SipUri uri ? uri.host() : "ringback";
        List<HeaderOption> lines = new ArrayList<>();
        for (String algorithm : List.of("SHA-256", "MD5")) {
            byte[] nonce = new byte[16];
            random.nextBytes(nonce);
            String value =
                    "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\""
                            .formatted(realm, HexFormat.of().formatHex(nonce), algorithm);
            lines.add(new HeaderOption(name, value));
        }
        return lines;
    }

    /// What the caller requires, so that the response tells the truth.
    private static String unsupported(SipRequest invite) {
        List<String> required = invite.values(HeaderName.REQUIRE);
        return required.isEmpty() ? "none" : String.join(", ", required);
    }

    /// What we could hear: RFC 3264 §9.
    private SessionDescription capabilities() {
        String nowhere = "0.0.0.0";
        List<String> numbers = new ArrayList<>();
        formats.forEach(format -> numbers.add(Integer.toString(format.number())));
        MediaDescription audio = MediaDescription.of("audio", 0, "RTP/AVP", numbers);
        for (AudioFormat format : formats) {
            audio = audio.withAttribute(format.map().attribute());
        }
        return SessionDescription.of(
                        Origin.of(random.nextLong(1L << 52), 0, nowhere), Connection.of(nowhere))
                .withMedia(List.of(audio));
    }

    private boolean written(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }
}
