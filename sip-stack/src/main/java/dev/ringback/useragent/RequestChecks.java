package dev.ringback.useragent;

import dev.ringback.body.BodyElement;
import dev.ringback.body.BodySupport;
import dev.ringback.body.BodyVerdict;
import dev.ringback.body.MessageBody;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.content.Accept;
import dev.ringback.header.content.ContentLanguage;
import dev.ringback.header.feature.Require;
import dev.ringback.header.feature.Supported;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a user agent server looks at before it does what a request asks: RFC 3261 §8.2.1 to §8.2.4,
/// in their order. Whose request it is (§22) and whether it is for this agent (§8.2.2.1) were
/// looked at before.
///
/// It changes nothing, so a request that is refused has done nothing.
public final class RequestChecks {
    /// The methods that are known, though not every agent serves them: 405. All others: 501.
    private static final Set<Method> KNOWN =
            Set.of(
                    Method.INVITE,
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.REGISTER,
                    Method.OPTIONS,
                    Method.PRACK,
                    Method.UPDATE,
                    Method.INFO,
                    Method.MESSAGE,
                    Method.SUBSCRIBE,
                    Method.NOTIFY,
                    Method.REFER,
                    Method.PUBLISH);

    /// What S/MIME has is an attachment: RFC 3261 §23.3.
    private static final Set<String> DISPOSITIONS = Set.of("session", "render", "attachment");

    /// Who opens S/MIME decodes this as well: RFC 3853 §3.
    private static final Set<String> ENCODED = Set.of("base64");

    private final Capabilities capabilities;
    private final BodySupport bodies;
    private final Supplier<String> tags;
    private final List<Step> steps =
            List.of(
                    this::method,
                    this::merged,
                    this::require,
                    this::content,
                    this::extension,
                    this::accept);
    private final List<Step> stepsBesidesExtensions =
            List.of(this::method, this::merged, this::content);

    /// One of the checks.
    @FunctionalInterface
    private interface Step {
        /// What refuses the request, or null.
        @Nullable Reply check(ServerTransaction transaction, SipRequest request);
    }

    /// @param capabilities what the agent can do
    /// @param tags makes To-tags
    public RequestChecks(Capabilities capabilities, Supplier<String> tags) {
        this.capabilities = capabilities;
        Set<String> types = Set.copyOf(capabilities.accepted());
        boolean secured = types.contains("application/pkcs7-mime");
        this.bodies = new BodySupport(types, DISPOSITIONS, secured ? ENCODED : Set.of());
        this.tags = tags;
    }

    /// What the agent can do.
    public Capabilities capabilities() {
        return capabilities;
    }

    /// Looks at a request that is not answered yet.
    ///
    /// @return what refuses it: 405, 501, 482, 420, 400, 415, 421 or 406; null where it may be done
    public @Nullable Reply refusal(ServerTransaction transaction) {
        return refusal(transaction, steps);
    }

    /// Looks at a request whose Require its agent reads itself, as the registrar does.
    ///
    /// @return what refuses it: 405, 501, 482, 400 or 415; null where it may be done
    public @Nullable Reply refusalBesidesExtensions(ServerTransaction transaction) {
        return refusal(transaction, stepsBesidesExtensions);
    }

    private static @Nullable Reply refusal(ServerTransaction transaction, List<Step> steps) {
        SipRequest request = transaction.request();
        for (Step step : steps) {
            Reply refusal = step.check(transaction, request);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /// A response to a request with a To-tag, §8.2.6.2.
    public SipResponse.Builder reply(SipRequest request, int status) {
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        return request.to().tag() == null ? response.toTag(tags.get()) : response;
    }

    /// A refusal without more.
    public Reply refuse(SipRequest request, int status, Check check, String subject) {
        return refuse(reply(request, status), check, subject);
    }

    /// A refusal.
    public Reply refuse(SipResponse.Builder response, Check check, String subject) {
        return new Reply(response.build(), new Cause.CheckFailed(check, subject));
    }

    /// §8.2.1.
    private @Nullable Reply method(ServerTransaction transaction, SipRequest request) {
        Method method = request.method();
        if (capabilities.methods().contains(method)) {
            return null;
        }
        boolean known = KNOWN.contains(method);
        return refuse(
                reply(request, known ? 405 : 501).set(HeaderName.ALLOW, capabilities.allow()),
                known ? Check.METHOD_ALLOWED : Check.METHOD_KNOWN,
                method.name());
    }

    /// §8.2.2.2. A request in a dialog cannot come on two ways.
    private @Nullable Reply merged(ServerTransaction transaction, SipRequest request) {
        return request.to().tag() != null || transaction.claim()
                ? null
                : refuse(request, 482, Check.MERGED, "Call-ID");
    }

    /// §8.2.2.3, which has a CANCEL's Require ignored. (An ACK is answered by nobody.)
    private @Nullable Reply require(ServerTransaction transaction, SipRequest request) {
        if (!request.has(HeaderName.REQUIRE) || request.method().equals(Method.CANCEL)) {
            return null;
        }
        List<String> unknown = new ArrayList<>();
        for (String tag : request.read(Require.FIELD).values()) {
            if (!contains(capabilities.extensions(), tag)) {
                unknown.add(tag);
            }
        }
        String named = Capabilities.list(unknown);
        return unknown.isEmpty()
                ? null
                : refuse(
                        reply(request, 420).set(HeaderName.UNSUPPORTED, named),
                        Check.REQUIRE,
                        named);
    }

    /// §8.2.3. What a NOTIFY may bring says the SUBSCRIBE: its subscription looks.
    private @Nullable Reply content(ServerTransaction transaction, SipRequest request) {
        if (request.bodyLength() == 0 || request.method().equals(Method.NOTIFY)) {
            return null;
        }
        return switch (MessageBody.of(request).judge(bodies)) {
            case BodyVerdict.Reject reject -> rejected(request, reject);
            case BodyVerdict.Accept accept -> language(request, accept.handled());
        };
    }

    private Reply rejected(SipRequest request, BodyVerdict.Reject reject) {
        SipResponse.Builder response = reply(request, reject.status());
        return switch (reject.cause()) {
            case MALFORMED -> refuse(response.reason("Bad Multipart"), Check.CONTENT, "body");
            case ENCODING ->
                    refuse(
                            response.set(HeaderName.ACCEPT_ENCODING, Capabilities.ENCODING),
                            Check.CONTENT,
                            "Content-Encoding");
            case TYPE -> refuse(accepted(response), Check.CONTENT, "Content-Type");
            case DISPOSITION -> refuse(accepted(response), Check.CONTENT, "Content-Disposition");
        };
    }

    private SipResponse.Builder accepted(SipResponse.Builder response) {
        return response.set(HeaderName.ACCEPT, Capabilities.list(capabilities.accepted()));
    }

    private @Nullable Reply language(SipRequest request, List<BodyElement> handled) {
        for (BodyElement element : handled) {
            List<String> written = element.headers().read(ContentLanguage.FIELD).values();
            if (element.required()
                    && !written.isEmpty()
                    && written.stream().noneMatch(this::read)) {
                String languages = Capabilities.list(capabilities.languages());
                return refuse(
                        reply(request, 415).set(HeaderName.ACCEPT_LANGUAGE, languages),
                        Check.CONTENT,
                        "Content-Language");
            }
        }
        return null;
    }

    /// Whether a language is understood: who reads `en` reads `en-GB` too, RFC 3282 §2.
    private boolean read(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        return capabilities.languages().stream()
                .anyMatch(known -> lower.equals(known) || lower.startsWith(known + '-'));
    }

    /// §8.2.4: what the client supports says Supported, and Require as well.
    private @Nullable Reply extension(ServerTransaction transaction, SipRequest request) {
        List<String> missing = new ArrayList<>();
        for (String tag : capabilities.required()) {
            if (!contains(request.read(Supported.FIELD).values(), tag)
                    && !contains(request.read(Require.FIELD).values(), tag)) {
                missing.add(tag);
            }
        }
        String named = Capabilities.list(missing);
        return missing.isEmpty()
                ? null
                : refuse(
                        reply(request, 421).set(HeaderName.REQUIRE, named), Check.EXTENSION, named);
    }

    /// §21.4.7: an INVITE whose answer could not be read; an OPTIONS is answered as the INVITE
    /// would be (§11.2). An Accept without values takes nothing; one that cannot be read is
    /// ignored.
    private @Nullable Reply accept(ServerTransaction transaction, SipRequest request) {
        boolean asks =
                request.method().equals(Method.INVITE) || request.method().equals(Method.OPTIONS);
        if (!asks || capabilities.answered().isEmpty() || !request.has(HeaderName.ACCEPT)) {
            return null;
        }
        Reading<Accept> ranges = request.read(Accept.FIELD);
        for (String type : capabilities.answered()) {
            if (!ranges.ok() || covers(ranges.values(), type)) {
                return null;
            }
        }
        return refuse(request, 406, Check.ACCEPT, "Accept");
    }

    private static boolean covers(List<Accept> ranges, String type) {
        int slash = type.indexOf('/');
        String main = type.substring(0, slash);
        String subtype = type.substring(slash + 1);
        return ranges.stream().anyMatch(range -> range.covers(main, subtype) && range.q() > 0);
    }

    /// Option-tags are tokens, which are the same in any case: RFC 3261 §7.3.1.
    private static boolean contains(List<String> tags, String tag) {
        return tags.stream().anyMatch(tag::equalsIgnoreCase);
    }
}
