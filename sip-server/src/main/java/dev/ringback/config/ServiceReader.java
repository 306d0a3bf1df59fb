package dev.ringback.config;

import dev.ringback.core.Mode;
import dev.ringback.redirect.Ambiguity;
import dev.ringback.uri.Uri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `mode`, `aliases`, `moved`, `gone` and `ambiguous`: what the server does with requests for its
/// users.
final class ServiceReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("mode", "aliases", "moved", "gone", "ambiguous");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        ServerConfig.Service old = into.service();
        Mode mode = top.value("mode", ServiceReader::mode);
        Map<UserName, List<UserName>> aliases =
                top.lists("aliases", UserName::parse, UserName::parse);
        Map<UserName, List<Uri>> moved = top.lists("moved", UserName::parse, ServiceReader::uri);
        List<UserName> gone = top.list("gone", UserName::parse);
        Ambiguity ambiguity = top.value("ambiguous", ServiceReader::ambiguity);
        into.service(
                new ServerConfig.Service(
                        mode == null ? old.mode() : mode,
                        aliases == null ? old.aliases() : aliases,
                        moved == null ? old.moved() : onlyOne(top, moved),
                        gone == null ? old.gone() : gone,
                        ambiguity == null ? old.ambiguity() : ambiguity,
                        old.echo()));
    }

    private static Map<UserName, Uri> onlyOne(Section top, Map<UserName, List<Uri>> moved)
            throws ConfigException {
        Map<UserName, Uri> places = new LinkedHashMap<>();
        for (Map.Entry<UserName, List<Uri>> each : moved.entrySet()) {
            if (each.getValue().size() > 1) {
                throw new ConfigException(
                        top.place(), "moved: " + each.getKey() + " has moved to one place only");
            }
            places.put(each.getKey(), each.getValue().getFirst());
        }
        return places;
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "proxy" -> Mode.PROXY;
            case "stateless" -> Mode.STATELESS;
            case "redirect" -> Mode.REDIRECT;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no mode: proxy, stateless or redirect");
        };
    }

    private static Ambiguity ambiguity(String text) {
        return switch (text) {
            case "list" -> Ambiguity.LIST;
            case "hide" -> Ambiguity.HIDE;
            case "404" -> Ambiguity.DENY;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no choice: list, hide or 404");
        };
    }

    private static Uri uri(String text) {
        Uri uri = Uri.parse(text);
        if (uri == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no URI: write it like sip:bob@example.com");
        }
        return uri;
    }
}
