package dev.drawbridge.examples.host.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A Java source file and what its syntax tree tells.
 *
 * @param path relative to the checkout
 * @param packageName the package it declares
 * @param lines its text
 * @param publicTypes the names of its public top-level types
 * @param methods its methods and constructors, those of nested and anonymous types among them
 */
record SourceFile(Path path, String packageName, List<String> lines, List<String> publicTypes, List<Method> methods) {

    /**
     * A method or constructor.
     *
     * @param name what it is called, {@code <init>} for a constructor
     * @param parameters how many it takes
     * @param lines from its first annotation or modifier to its closing brace
     */
    record Method(String name, int parameters, long lines) {

        boolean isConstructor() {
            return name.equals("<init>");
        }
    }

    /** {@return the module's folder: {@code platform-core}, {@code platform-testkit/base}, {@code examples/host-server}} */
    String module() {
        String text = path.toString().replace('\\', '/');
        return text.substring(0, text.indexOf("/src/"));
    }

    /** {@return the file's name without its ending} */
    String name() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - ".java".length());
    }

    /**
     * Tells whether the text has a word.
     *
     * @param word an identifier
     * @return whether it is there as a whole word
     */
    boolean mentions(String word) {
        return lines.stream().anyMatch(line -> line.matches(".*\\b" + word + "\\b.*"));
    }

    /**
     * Parses files.
     *
     * @param root what paths are relative to
     * @param files what to parse
     * @return one value per file, in the same order
     */
    static List<SourceFile> parse(Path root, List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> parsed = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                parsed.add(file(root, unit, positions));
            }
            return List.copyOf(parsed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile file(Path root, CompilationUnitTree unit, SourcePositions positions) throws IOException {
        Path file = Path.of(unit.getSourceFile().toUri());
        List<Method> methods = new ArrayList<>();
        LineMap map = unit.getLineMap();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                Tree.Kind outer = kind;
                kind = type.getKind();
                super.visitClass(type, unused);
                kind = outer;
                return null;
            }

            private Tree.Kind kind = Tree.Kind.CLASS;

            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                long first = map.getLineNumber(positions.getStartPosition(unit, method));
                long last = map.getLineNumber(Math.max(0, positions.getEndPosition(unit, method)));
                methods.add(new Method(
                        method.getName().toString(),
                        // The columns of a record are no parameters that somebody hands over.
                        kind == Tree.Kind.RECORD ? 0 : method.getParameters().size(),
                        last - first + 1));
                return super.visitMethod(method, unused);
            }
        }.scan(unit, null);
        List<String> publicTypes = unit.getTypeDecls().stream()
                .filter(SourceFile::isPublicType)
                .map(type -> ((ClassTree) type).getSimpleName().toString())
                .toList();
        String packageName =
                unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        return new SourceFile(
                root.relativize(file), packageName, Files.readAllLines(file), publicTypes, List.copyOf(methods));
    }

    private static boolean isPublicType(Tree tree) {
        return tree instanceof ClassTree type
                && Set.copyOf(type.getModifiers().getFlags()).contains(Modifier.PUBLIC);
    }
}
