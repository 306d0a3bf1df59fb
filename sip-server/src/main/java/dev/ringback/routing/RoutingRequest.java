package dev.ringback.routing;

import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What routing sees of a request: the message, and what the server knows about it. Immutable.
///
/// The message is a stranger's text. What is in it may be compared, not believed, and must not
/// become the host of a forwarded call: see [Route#forward].
///
/// @param message the request, its own Route values already resolved (RFC 3261 §16.4)
/// @param source where it came from
/// @param sender the user of ours that sent it and proved it by digest; null for everybody else
/// @param domain which of our domains the Request-URI names, lower case; null where it is none of
///     ours
/// @param registrations who is registered
public record RoutingRequest(
        SipRequest message,
        Source source,
        @Nullable AddressOfRecord sender,
        @Nullable String domain,
        Registrations registrations) {

    /// The method's name: `INVITE`.
    public String method() {
        return message.method().name();
    }

    /// The Request-URI.
    public Uri uri() {
        return message.requestUri();
    }

    /// The user part of the Request-URI, unescaped; the number of a `tel` URI without its visual
    /// separators; empty where there is none.
    public String user() {
        return switch (uri()) {
            case SipUri sip -> sip.user() == null ? "" : sip.user();
            case TelUri tel -> tel.number();
            default -> "";
        };
    }

    /// The host of the Request-URI as [SipUri#host] gives it; empty where it has none.
    public String host() {
        return uri() instanceof SipUri sip ? sip.host() : "";
    }

    /// The user of ours that the Request-URI names, or null where it names none.
    public @Nullable AddressOfRecord target() {
        String user = user();
        return domain == null || user.isEmpty() ? null : new AddressOfRecord(user, domain);
    }

    /// Whether the user of ours that the Request-URI names is registered.
    public boolean registered() {
        AddressOfRecord target = target();
        return target != null && registrations.registered(target);
    }

    /// Whether another user is registered, in the domain of the Request-URI or of its own:
    /// `bob`, `bob@example.com`.
    public boolean registered(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return domain != null && registrations.registered(new AddressOfRecord(address, domain));
        }
        return registrations.registered(
                new AddressOfRecord(address.substring(0, at), address.substring(at + 1)));
    }

    /// Whether a user of ours sent it and proved it.
    public boolean authenticated() {
        return sender != null;
    }

    /// Whether it came from an address of this network: `192.0.2.0/24`, `2001:db8::/32`.
    ///
    /// @throws IllegalArgumentException when the text is no network
    public boolean from(String network) {
        return Network.parse(network).contains(source.address());
    }

    /// How it came.
    public Transport transport() {
        return source.transport();
    }

    /// The value of the first line of a header field, or null where there is none.
    ///
    /// @throws IllegalArgumentException when the name is no header name
    public @Nullable String header(String name) {
        return message.value(HeaderName.of(name));
    }

    /// The values of all lines of a header field, one a line.
    ///
    /// @throws IllegalArgumentException when the name is no header name
    public List<String> headers(String name) {
        return message.values(HeaderName.of(name));
    }
}
