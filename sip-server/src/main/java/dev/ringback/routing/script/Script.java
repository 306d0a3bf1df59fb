package dev.ringback.routing.script;

import dev.ringback.config.ConfigException;
import dev.ringback.config.Place;
import dev.ringback.routing.Routes;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Java file with one class that implements [Routes], compiled in memory and instantiated.
///
/// The class may stand in any package or in none, need not be public, and has a constructor without
/// parameters. Types nested in it and beside it are fine; other files are not found.
///
/// @param file the name of the file as it was given
/// @param type the class
/// @param routes its only object
public record Script(String file, Class<?> type, Routes routes) {
    /// What loading may take of the script's own time: its initializers and its constructor.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Compiles and instantiates a file.
    ///
    /// @throws ConfigException with file, line and column: it cannot be read, is no Java, or holds
    ///     no class to route with
    public static Script load(Path file) throws ConfigException {
        try {
            return load(file.toString(), Files.readString(file));
        } catch (NoSuchFileException _) {
            throw new ConfigException("cannot read " + file + ": there is no such file");
        } catch (CharacterCodingException _) {
            throw new ConfigException("cannot read " + file + ": it is not UTF-8 text");
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : e.getMessage();
            throw new ConfigException("cannot read " + file + ": " + reason);
        }
    }

    /// Compiles and instantiates a text.
    ///
    /// @param file what messages call it
    public static Script load(String file, String text) throws ConfigException {
        ClassLoader parent = Routes.class.getClassLoader();
        Map<String, byte[]> compiled = new RoutesCompiler(file, text).compile();
        ScriptClasses classes = new ScriptClasses(new Weaver(compiled, parent).weave(), parent);
        try {
            Class<?> type = routesAmong(file, classes.all());
            return new Script(file, type, instance(file, text, type));
        } catch (LinkageError e) {
            throw new ConfigException(new Place(file, 1, 1), "cannot load it: " + e);
        }
    }

    private static Class<?> routesAmong(String file, List<Class<?>> classes)
            throws ConfigException {
        List<Class<?>> candidates =
                classes.stream()
                        .filter(Routes.class::isAssignableFrom)
                        .filter(type -> type.getEnclosingClass() == null)
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .sorted((a, b) -> a.getName().compareTo(b.getName()))
                        .toList();
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        String wanted = "one top-level class has to implement " + Routes.class.getName();
        String found =
                candidates.isEmpty()
                        ? "none does"
                        : String.join(" and ", candidates.stream().map(Class::getName).toList())
                                + " do";
        throw new ConfigException(new Place(file, 1, 1), wanted + ", " + found);
    }

    private static Routes instance(String file, String text, Class<?> type) throws ConfigException {
        Fuse.arm(PATIENCE.toNanos());
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Routes) constructor.newInstance();
        } catch (NoSuchMethodException _) {
            throw new ConfigException(
                    new Place(file, 1, 1),
                    type.getName() + " needs a constructor without parameters");
        } catch (InvocationTargetException e) {
            throw thrown(file, text, e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw thrown(file, text, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ConfigException(new Place(file, 1, 1), "cannot make its object: " + e);
        } finally {
            Fuse.disarm();
        }
    }

    private static ConfigException thrown(String file, String text, @Nullable Throwable thrown) {
        Throwable root = thrown instanceof ExceptionInInitializerError e ? e.getCause() : thrown;
        int line = root == null ? 0 : Frames.line(root);
        Place place = new Place(file, Math.max(line, 1), 1);
        List<String> excerpt =
                line == 0 ? List.of() : RoutesCompiler.excerpt(text, place).subList(0, 1);
        return new ConfigException(place, "making its object failed: " + root, excerpt);
    }
}
