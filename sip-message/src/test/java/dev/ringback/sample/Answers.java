package dev.ringback.sample;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.OtherUri;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import dev.ringback.uri.UrnUri;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everything that a message answers, as one text: messages that are read alike have the same. To
/// make it is to call every accessor, and to read every header field that the library knows.
public final class Answers {
    private static final List<HeaderField<?>> FIELDS = HeaderCatalog.standard().fields();

    private final StringBuilder text = new StringBuilder(1_024);

    private Answers() {}

    /// What a message answers.
    public static String of(SipMessage message) {
        Answers answers = new Answers();
        answers.startLine(message);
        answers.lines(message);
        answers.fields(message);
        answers.text.append(new String(message.body(), StandardCharsets.ISO_8859_1));
        return answers.text.toString();
    }

    /// What a URI answers.
    public static String of(Uri uri) {
        Answers answers = new Answers();
        answers.uri(uri);
        return answers.text.toString();
    }

    private void add(@Nullable Object part) {
        text.append(part).append('\n');
    }

    private void startLine(SipMessage message) {
        switch (message) {
            case SipRequest request -> {
                add(request.method());
                uri(request.requestUri());
                add(request.maxForwards());
            }
            case SipResponse response -> {
                add(response.status());
                add(response.reason());
                add(response.provisional() + " " + response.success() + response.finalResponse());
            }
        }
    }

    /// Lengths of bodies are told by the body: of several Content-Lengths one is kept.
    private void lines(SipMessage message) {
        for (int line = 0; line < message.headerCount(); line++) {
            HeaderName name = message.headerName(line);
            String value = message.headerValue(line);
            if (!message.has(name) || !message.values(name).contains(value)) {
                throw new AssertionError(name + " is there and is not");
            }
            if (!name.equals(HeaderName.CONTENT_LENGTH)) {
                text.append(name).append(": ");
                add(value);
            }
        }
    }

    private void fields(SipMessage message) {
        via(message.topVia());
        address(message.from().address());
        address(message.to().address());
        add(message.callId());
        add(message.cSeq());
        for (HeaderField<?> field : FIELDS) {
            if (!field.name().equals(HeaderName.CONTENT_LENGTH)) {
                field(message, field);
            }
        }
    }

    private void field(SipMessage message, HeaderField<?> field) {
        var reading = message.read(field);
        if (reading.absent()) {
            return;
        }
        text.append(field.name()).append(" = ");
        for (Object value : reading.values()) {
            add(value);
        }
        if (!message.read(field).equals(reading)) {
            throw new AssertionError(field + " reads otherwise the second time");
        }
        add(reading.ok() ? "" : Objects.requireNonNull(reading.problem()).text());
    }

    private void via(Via via) {
        add(via);
        add(via.protocol() + via.transport() + via.host() + via.hostText() + via.port());
        add(via.branch() + via.received() + via.rport() + via.maddr() + via.ttl());
    }

    private void address(NameAddress address) {
        add(address);
        add(address.displayName());
        uri(address.uri());
        for (String name : address.parameters().names()) {
            add(name + '=' + address.parameters().value(name));
        }
    }

    private void uri(Uri uri) {
        add(uri);
        switch (uri) {
            case SipUri sip -> {
                add(sip.secure() + sip.user() + sip.password() + sip.hostText() + sip.port());
                add(sip.addressOfRecord() + sip.transportParameter() + sip.maddr() + sip.lr());
                sip.parameterNames().forEach(name -> add(name + '=' + sip.parameter(name)));
                sip.headerNames().forEach(name -> add(name + '=' + sip.header(name)));
            }
            case TelUri tel -> {
                add(tel.global() + tel.number() + tel.digits() + tel.subscriber());
                add(tel.phoneContext() + tel.subaddress() + tel.extension() + tel.ordered());
                tel.parameterNames().forEach(name -> add(name + '=' + tel.parameter(name)));
                add(tel.mandatoryParameters() + " " + tel.canonical());
            }
            case UrnUri urn -> {
                add(urn.namespace() + urn.name() + urn.resolution() + urn.query());
                add(urn.fragment() + urn.service() + urn.emergency());
            }
            case OtherUri other -> add(other.scheme() + other.rest());
        }
    }
}
