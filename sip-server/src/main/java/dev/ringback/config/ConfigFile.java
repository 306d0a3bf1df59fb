package dev.ringback.config;

import dev.ringback.auth.DigestAlgorithm;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the configuration file into a builder. Strict: what is not understood is an error with its
/// place.
public final class ConfigFile {
    private static final List<String> KEYS =
            List.of(
                    "domains",
                    "listen",
                    "advertise",
                    "auth",
                    "registrar",
                    "limits",
                    "data",
                    "location",
                    "subscribers");
    private static final String[] REGISTRAR = {
        "min-expires", "max-expires", "max-contacts", "third-party"
    };
    private static final List<String> LATER = List.of("tls", "rules", "routes");

    private ConfigFile() {}

    /// Reads a file over what the builder holds.
    ///
    /// @param environment the variables that `${NAME}` stands for
    public static void read(Path file, Map<String, String> environment, ServerConfigBuilder into)
            throws ConfigException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new ConfigException("cannot read " + file + ": there is no such file");
        } catch (AccessDeniedException _) {
            throw new ConfigException("cannot read " + file + ": permission denied");
        } catch (CharacterCodingException _) {
            throw new ConfigException("cannot read " + file + ": it is not UTF-8 text");
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : e.getMessage();
            throw new ConfigException("cannot read " + file + ": " + reason);
        }
        read(file.toString(), text, environment, into);
    }

    /// Reads a text over what the builder holds.
    ///
    /// @param name what messages call it
    public static void read(
            String name, String text, Map<String, String> environment, ServerConfigBuilder into)
            throws ConfigException {
        Node.Mapping root = YamlReader.read(name, text, new Environment(environment));
        Section top = new Section(root, KEYS, LATER);
        names(top, into);
        auth(top, into);
        registrar(top, into);
        limits(top, into);
        for (String store : List.of("location", "subscribers")) {
            top.value(store, ConfigFile::embedded);
        }
    }

    private static void names(Section top, ServerConfigBuilder into) throws ConfigException {
        List<String> domains = top.list("domains", HostName::parse);
        if (domains != null) {
            into.domains(domains);
        }
        List<Listen> listen = top.list("listen", Listen::parse);
        if (listen != null) {
            into.listen(listen);
        }
        String advertise = top.value("advertise", HostName::parse);
        if (advertise != null) {
            into.advertise(advertise);
        }
        Path data = top.value("data", Path::of);
        if (data != null) {
            into.data(data);
        }
    }

    private static void auth(Section top, ServerConfigBuilder into) throws ConfigException {
        Section auth = top.section("auth", "required", "algorithms", "tries");
        if (auth == null) {
            return;
        }
        Boolean required = auth.value("required", ConfigFile::truth);
        if (required != null) {
            into.authRequired(required);
        }
        List<DigestAlgorithm> algorithms = auth.list("algorithms", ConfigFile::algorithm);
        if (algorithms != null) {
            into.algorithms(algorithms);
        }
        Integer tries = auth.value("tries", text -> number(text, 1, 1000));
        if (tries != null) {
            into.tries(tries);
        }
    }

    private static void registrar(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("registrar", REGISTRAR);
        if (section == null) {
            return;
        }
        thirdParties(section, into);
        ServerConfig.Registrar old = into.registrar();
        Duration min = section.value("min-expires", ConfigFile::seconds);
        Duration max = section.value("max-expires", ConfigFile::seconds);
        Integer contacts = section.value("max-contacts", text -> number(text, 1, 1000));
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new ConfigException(
                    section.place(), "registrar: min-expires is longer than max-expires");
        }
        into.registrar(
                new ServerConfig.Registrar(
                        min == null ? old.minExpires() : min,
                        max == null ? old.maxExpires() : max,
                        contacts == null ? old.maxContacts() : contacts));
    }

    /// `third-party: {WHO: [WHOSE, ...]}`, where `"*"` stands for every user of the domain.
    private static void thirdParties(Section registrar, ServerConfigBuilder into)
            throws ConfigException {
        Map<UserName, List<Optional<UserName>>> rights =
                registrar.lists(
                        "third-party",
                        UserName::parse,
                        text ->
                                text.equals("*")
                                        ? Optional.empty()
                                        : Optional.of(UserName.parse(text)));
        if (rights == null) {
            return;
        }
        List<ServerConfig.ThirdParty> parties = new ArrayList<>();
        rights.forEach(
                (who, owners) ->
                        owners.forEach(
                                whose ->
                                        parties.add(
                                                new ServerConfig.ThirdParty(
                                                        who, whose.orElse(null)))));
        into.thirdParties(parties);
    }

    private static void limits(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("limits", "message", "body", "uri", "headers");
        if (section == null) {
            return;
        }
        ServerConfig.Limits old = into.limits();
        Integer message = section.value("message", text -> size(text, 1024, 1 << 24));
        Integer body = section.value("body", text -> size(text, 0, 1 << 24));
        Integer uri = section.value("uri", text -> size(text, 128, 65_536));
        Integer headers = section.value("headers", text -> number(text, 16, 10_000));
        into.limits(
                new ServerConfig.Limits(
                        message == null ? old.message() : message,
                        body == null ? old.body() : body,
                        uri == null ? old.uri() : uri,
                        headers == null ? old.headers() : headers));
    }

    private static String embedded(String text) {
        if (!text.equals("embedded")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not supported yet, only embedded is");
        }
        return text;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static DigestAlgorithm algorithm(String text) {
        return switch (text) {
            case "SHA-256" -> DigestAlgorithm.SHA_256;
            case "MD5" -> DigestAlgorithm.MD5;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no algorithm that is known here: SHA-256, MD5");
        };
    }

    private static Duration seconds(String text) {
        Duration duration = Quantity.duration(text);
        if (duration.compareTo(Duration.ofSeconds(1)) < 0
                || duration.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between 1s and 366d");
        }
        return duration;
    }

    private static Integer size(String text, int least, int most) {
        int bytes = Quantity.bytes(text);
        if (bytes < least || bytes > most) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not between " + least + " and " + most + " bytes");
        }
        return bytes;
    }

    private static Integer number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no number between " + least + " and " + most);
    }
}
