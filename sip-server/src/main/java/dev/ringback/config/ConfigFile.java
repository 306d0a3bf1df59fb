package dev.ringback.config;

import dev.ringback.config.calls.CallsReader;
import dev.ringback.config.control.ControlReader;
import dev.ringback.config.limits.LimitsReader;
import dev.ringback.config.limits.OverloadReader;
import dev.ringback.config.push.PushReader;
import dev.ringback.config.rules.DialPlanReader;
import dev.ringback.config.rules.ProxyReader;
import dev.ringback.config.rules.RoutesReader;
import dev.ringback.config.rules.RulesReader;
import dev.ringback.config.secure.SecureReader;
import dev.ringback.config.storage.ClusterReader;
import dev.ringback.config.storage.StoresReader;
import dev.ringback.config.trust.IdentityReader;
import dev.ringback.config.trust.StirReader;
import dev.ringback.config.trust.TellingReader;
import dev.ringback.config.web.WebReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Reads the configuration file into a builder. Strict: what is not understood is an error with its
/// place.
public final class ConfigFile {
    private static final List<SectionReader> READERS =
            List.of(
                    new NetworkReader(),
                    new SecureReader(),
                    new DnsReader(),
                    new ServiceReader(),
                    new EchoReader(),
                    new AuthReader(),
                    new RegistrarReader(),
                    new ProxyReader(),
                    new LimitsReader(),
                    new OverloadReader(),
                    new StoresReader(),
                    new ClusterReader(),
                    new ControlReader(),
                    new CallsReader(),
                    new WebReader(),
                    new RulesReader(),
                    new DialPlanReader(),
                    new RoutesReader(),
                    new IdentityReader(),
                    new StirReader(),
                    new TellingReader(),
                    new PushReader());

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
        read(file, text, environment, into);
    }

    /// Reads a text that is meant for a file over what the builder holds.
    ///
    /// @param file where paths in it begin, and what messages call it
    public static void read(
            Path file, String text, Map<String, String> environment, ServerConfigBuilder into)
            throws ConfigException {
        read(file.toString(), text, environment, into);
        into.routing(into.routing().from(file));
        into.tls(into.tls().from(file));
        into.storage(into.storage().from(file));
        into.trust(into.trust().from(file));
        into.control(into.control().from(file));
    }

    /// Reads a text over what the builder holds.
    ///
    /// @param name what messages call it
    public static void read(
            String name, String text, Map<String, String> environment, ServerConfigBuilder into)
            throws ConfigException {
        Node.Mapping root = YamlReader.read(name, text, new Environment(environment));
        List<String> keys = READERS.stream().flatMap(reader -> reader.keys().stream()).toList();
        Section top = new Section(root, keys);
        for (SectionReader reader : READERS) {
            reader.read(top, into);
        }
    }
}
