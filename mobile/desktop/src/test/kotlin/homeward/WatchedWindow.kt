package homeward

import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.awt.ComposeWindow
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.state.ToggleableState
import java.awt.EventQueue
import java.awt.Window
import java.io.File
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import kotlin.concurrent.thread

/**
 * The real window, unchanged, and beside it a file that always says what stands on it: a line of JSON for each node of
 * the semantics tree that a screen reader would be told of, from top to bottom. For `mobile/window.py`, which finds
 * there what to press. It is part of the tests: the application itself has no such thing.
 *
 * Arguments: the file, then the window's own.
 */
fun main(arguments: Array<String>) {
    val file = File(arguments[0])
    thread(isDaemon = true, name = "watch") {
        var before = ""
        while (true) {
            Thread.sleep(50)
            var now = before
            EventQueue.invokeAndWait { Window.getWindows().filterIsInstance<ComposeWindow>().firstOrNull { it.isShowing }?.let { now = said(it) } }
            if (now == before) continue
            before = now
            val whole = File(file.path + ".new").also { it.writeText(now) }
            Files.move(whole.toPath(), file.toPath(), ATOMIC_MOVE)
        }
    }
    homeward.desktop.main(arguments.drop(1).toTypedArray())
}

@OptIn(ExperimentalComposeUiApi::class)
private fun said(window: ComposeWindow) = window.semanticsOwners.flatMap { all(it.rootSemanticsNode) }.mapNotNull(::line).joinToString("\n")

private fun all(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap(::all)

/** `box` is where the node is, whole; `seen` what of it is not scrolled away. Both are left, top, right, bottom in the window. */
private fun line(node: SemanticsNode): String? {
    val config = node.config
    val text = config.getOrNull(SemanticsProperties.Text)?.joinToString("\n") { it.text }
    val description = config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString("\n")
    val typed = config.getOrNull(SemanticsProperties.EditableText)?.text
    if (text == null && description == null && typed == null) return null
    val at = node.positionInWindow
    val seen = node.boundsInWindow
    val fields = listOfNotNull(
        text?.let { "text" to quoted(it) },
        description?.let { "description" to quoted(it) },
        typed?.let { "typed" to quoted(it) },
        config.getOrNull(SemanticsProperties.Role)?.let { "role" to quoted("$it") },
        config.getOrNull(SemanticsProperties.TestTag)?.let { "tag" to quoted(it) },
        (config.getOrNull(SemanticsProperties.Selected) ?: config.getOrNull(SemanticsProperties.ToggleableState)?.let { it == ToggleableState.On })?.let { "on" to "$it" },
        "press" to "${SemanticsActions.OnClick in config && SemanticsProperties.Disabled !in config}",
        "focused" to "${config.getOrNull(SemanticsProperties.Focused) == true}",
        "box" to "[${at.x.toInt()},${at.y.toInt()},${at.x.toInt() + node.size.width},${at.y.toInt() + node.size.height}]",
        "seen" to "[${seen.left.toInt()},${seen.top.toInt()},${seen.right.toInt()},${seen.bottom.toInt()}]",
    )
    return fields.joinToString(",", "{", "}") { (name, value) -> "\"$name\":$value" }
}

private fun quoted(text: String) = text.map { if (it < ' ' || it == '"' || it == '\\' || it > '~') "\\u%04x".format(it.code) else "$it" }.joinToString("", "\"", "\"")
