package dev.ringback.config.trust;

import dev.ringback.config.ConfigException;
import dev.ringback.config.HostName;
import dev.ringback.config.Section;
import dev.ringback.config.SectionReader;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.UserName;
import dev.ringback.config.Values;
import dev.ringback.header.HeaderName;
import dev.ringback.identity.Conduct;
import dev.ringback.routing.Network;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.TelUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `identity:`, who is believed what, and who may learn what.
public final class IdentityReader implements SectionReader {
    private static final String[] KEYS = {
        "trusted", "assert", "disclose", "privacy", "anonymous", "identities", "remove"
    };

    /// Header fields without which a message is none, or finds no way.
    private static final Set<HeaderName> NEEDED =
            Set.of(
                    HeaderName.VIA,
                    HeaderName.FROM,
                    HeaderName.TO,
                    HeaderName.CALL_ID,
                    HeaderName.CSEQ,
                    HeaderName.MAX_FORWARDS,
                    HeaderName.CONTACT,
                    HeaderName.ROUTE,
                    HeaderName.RECORD_ROUTE,
                    HeaderName.CONTENT_LENGTH,
                    HeaderName.CONTENT_TYPE);

    /// A member of the trust domain.
    private sealed interface Member {}

    private record Range(Network network) implements Member {}

    private record Domain(String name) implements Member {}

    /// The reader.
    public IdentityReader() {}

    @Override
    public List<String> keys() {
        return List.of("identity");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("identity", KEYS);
        if (section == null) {
            return;
        }
        List<Network> networks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Member> members = section.list("trusted", IdentityReader::member);
        for (Member member : members == null ? List.<Member>of() : members) {
            switch (member) {
                case Range(Network network) -> networks.add(network);
                case Domain(String name) -> names.add(name);
            }
        }
        Map<UserName, List<Uri>> identities =
                section.lists("identities", UserName::parse, IdentityReader::identity);
        List<HeaderName> removed = section.list("remove", IdentityReader::removable);
        into.trust(
                into.trust()
                        .with(
                                new IdentityConfig(
                                        networks,
                                        names,
                                        identities == null ? Map.of() : identities,
                                        conduct(section),
                                        removed == null ? List.of() : removed)));
    }

    private static Conduct conduct(Section section) throws ConfigException {
        Conduct usual = Conduct.USUAL;
        Boolean asserts = section.value("assert", Values::truth);
        Boolean discloses = section.value("disclose", Values::truth);
        Boolean privacy = section.value("privacy", Values::truth);
        Boolean anonymous = section.value("anonymous", IdentityReader::anonymous);
        return new Conduct(
                asserts == null ? usual.asserts() : asserts,
                discloses == null ? usual.discloses() : discloses,
                privacy == null ? usual.privacy() : privacy,
                anonymous == null ? usual.anonymous() : anonymous);
    }

    private static Member member(String text) {
        boolean address = text.indexOf(':') >= 0 || text.matches("[0-9.]+(/.*)?");
        return address ? new Range(Network.parse(text)) : new Domain(name(text));
    }

    private static String name(String text) {
        try {
            return HostName.parse(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is neither a network nor a domain: write it like 10.0.0.0/8"
                            + " or sip.carrier.example");
        }
    }

    private static Uri identity(String text) {
        Uri uri = Uri.parse(text.startsWith("+") ? "tel:" + text : text);
        if (uri instanceof TelUri || (uri instanceof SipUri sip && sip.user() != null)) {
            return uri;
        }
        throw new IllegalArgumentException(
                "'"
                        + text
                        + "' is no identity: write it like \"+12025550123\" or"
                        + " sip:sales@example.com");
    }

    private static Boolean anonymous(String text) {
        return switch (text) {
            case "allow" -> true;
            case "reject" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no choice: allow or reject");
        };
    }

    private static HeaderName removable(String text) {
        HeaderName name = HeaderName.of(text);
        if (NEEDED.contains(name)) {
            throw new IllegalArgumentException("no message can go without " + name);
        }
        return name;
    }
}
