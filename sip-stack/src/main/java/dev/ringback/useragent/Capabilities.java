package dev.ringback.useragent;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a user agent server can do, as its Allow, Accept, Accept-Encoding, Accept-Language and
/// Supported tell: RFC 3261 §11.2. Immutable.
///
/// @param methods the methods that it serves
/// @param extensions the option-tags that it supports
/// @param required the option-tags without which it serves nobody: §8.2.4, 421
/// @param accepted the types of body that it understands, such as `application/sdp`
/// @param answered the types of body that it answers an INVITE with; none where it never does
/// @param languages the languages that it understands, such as `en`
public record Capabilities(
        List<Method> methods,
        List<String> extensions,
        List<String> required,
        List<String> accepted,
        List<String> answered,
        List<String> languages) {
    /// The only coding: none at all.
    static final String ENCODING = "identity";

    /// Copies the lists.
    public Capabilities {
        methods = List.copyOf(methods);
        extensions = List.copyOf(extensions);
        required = List.copyOf(required);
        accepted = List.copyOf(accepted);
        answered = List.copyOf(answered);
        languages = List.copyOf(languages);
    }

    /// One who serves these methods, understands English and nothing else.
    public static Capabilities of(Method... methods) {
        return new Capabilities(
                List.of(methods), List.of(), List.of(), List.of(), List.of(), List.of("en"));
    }

    /// This with types of body that it understands.
    public Capabilities accepting(String... types) {
        return new Capabilities(methods, extensions, required, List.of(types), answered, languages);
    }

    /// This with types of body that it answers an INVITE with.
    public Capabilities answering(String... types) {
        return new Capabilities(methods, extensions, required, accepted, List.of(types), languages);
    }

    /// This with option-tags that it supports.
    public Capabilities supporting(List<String> tags) {
        return new Capabilities(methods, tags, required, accepted, answered, languages);
    }

    /// This with option-tags without which it serves nobody. It supports them, of course.
    public Capabilities requiring(List<String> tags) {
        List<String> all = new ArrayList<>(extensions);
        tags.stream().filter(tag -> !all.contains(tag)).forEach(all::add);
        return new Capabilities(methods, all, tags, accepted, answered, languages);
    }

    /// The value of Allow.
    public String allow() {
        return methods.stream().map(Method::name).collect(Collectors.joining(", "));
    }

    /// Writes all of it into a response.
    public void describe(SipResponse.Builder response) {
        response.set(HeaderName.ALLOW, allow())
                .set(HeaderName.ACCEPT, list(accepted))
                .set(HeaderName.ACCEPT_ENCODING, ENCODING)
                .set(HeaderName.ACCEPT_LANGUAGE, list(languages))
                .set(HeaderName.SUPPORTED, list(extensions));
    }

    static String list(List<String> values) {
        return String.join(", ", values);
    }
}
