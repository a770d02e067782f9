package io.autocharge.runtime.published;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** What the comments in the contracts say, so that the documents for other systems say the same. */
final class Prose {

    private record Said(String sentence, Map<String, String> components) {}

    private final Map<String, Said> said = new HashMap<>();

    /** Reads all comments of the sources below these folders. */
    Prose(Path... folders) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var java = new ArrayList<Path>();
            for (var folder : folders) {
                try (var walk = Files.walk(folder)) {
                    walk.filter(file -> file.toString().endsWith(".java")).forEach(java::add);
                }
            }
            var task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(java));
            var comments = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new TreePathScanner<Void, String>() {
                    @Override
                    public Void visitClass(ClassTree type, String outer) {
                        var name = outer + type.getSimpleName();
                        var comment = comments.getDocCommentTree(getCurrentPath());
                        if (comment != null) {
                            said.put(name, said(comment));
                        }
                        return super.visitClass(type, name + "$");
                    }

                    @Override
                    public Void visitMethod(MethodTree method, String outer) {
                        var comment = comments.getDocCommentTree(getCurrentPath());
                        if (comment != null) {
                            said.put(outer + method.getName(), said(comment));
                        }
                        return null;
                    }
                }.scan(unit, unit.getPackageName() + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a type means. */
    String of(Class<?> type) {
        var known = said.get(type.getName());
        return known == null || known.sentence().isEmpty() ? null : known.sentence();
    }

    /** What a method does; empty if nothing is said of it. */
    Optional<String> of(Method method) {
        var known = said.get(method.getDeclaringClass().getName() + "$" + method.getName());
        return Optional.ofNullable(known).map(Said::sentence).filter(sentence -> !sentence.isEmpty());
    }

    /** What a component of a record means, if the comment says so. */
    String of(Class<?> type, String component) {
        var known = said.get(type.getName());
        return known == null ? null : known.components().get(component);
    }

    private static Said said(DocCommentTree comment) {
        var components = comment.getBlockTags().stream()
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .collect(Collectors.toMap(
                        param -> param.getName().getName().toString(), param -> text(param.getDescription())));
        return new Said(text(comment.getFullBody()), components);
    }

    private static String text(List<? extends DocTree> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof TextTree words) {
                text.append(words.getBody());
            } else if (part instanceof LiteralTree literal) {
                text.append(snake(literal.getBody().getBody()));
            } else if (part instanceof LinkTree link) {
                text.append(link.getReference().getSignature().replaceAll(".*[.#]", ""));
            } else if (part instanceof StartElementTree element
                    && element.getName().contentEquals("p")) {
                text.append("\n\n");
            }
        }
        return text.toString()
                .replaceAll("(?<!\n)\n(?!\n) *", " ")
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /** Other systems know the names of fields as they are on the wire. */
    private static String snake(String name) {
        return name.matches("[a-z]+([A-Z][a-z0-9]*)+")
                ? name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : name;
    }
}
