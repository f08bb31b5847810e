package homeward.desktop

import homeward.CodeRead
import homeward.CodeSource
import homeward.Platform
import java.awt.Desktop
import java.awt.FileDialog
import java.awt.Frame
import java.awt.Toolkit
import java.awt.datatransfer.DataFlavor
import java.awt.datatransfer.UnsupportedFlavorException
import java.awt.image.BufferedImage
import java.io.File
import java.io.IOException
import java.net.URI
import java.time.LocalDate
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** A desk: it may have a program that dials, and has no camera, so a picture of a code comes from a file or was copied. */
internal object Desk : Platform {
    override val codeSources = listOf(CodeSource.File, CodeSource.Clipboard)

    override fun today(): String = LocalDate.now().toString()

    override fun call(number: String) {
        // without a program that dials, the number stands on the screen
        val desktop = if (Desktop.isDesktopSupported()) Desktop.getDesktop() else return
        if (desktop.isSupported(Desktop.Action.BROWSE)) runCatching { desktop.browse(URI("tel:" + number.filter { it.isDigit() || it == '+' })) }
    }

    override suspend fun readCode(from: CodeSource): CodeRead = withContext(Dispatchers.IO) {
        when (from) {
            CodeSource.File -> chosen()?.let { read(pictureOf(it)) } ?: CodeRead.Dropped
            CodeSource.Clipboard -> copied()
        }
    }

    private fun chosen(): File? {
        val dialog = FileDialog(Frame.getFrames().firstOrNull { it.isActive }, "", FileDialog.LOAD)
        dialog.isVisible = true // returns when the dialog is closed
        return dialog.files.firstOrNull()
    }

    private fun copied(): CodeRead {
        val clipboard = Toolkit.getDefaultToolkit().systemClipboard
        return try {
            when {
                clipboard.isDataFlavorAvailable(DataFlavor.imageFlavor) -> read(clipboard.getData(DataFlavor.imageFlavor) as? BufferedImage)
                // a file manager copies a picture as a file
                clipboard.isDataFlavorAvailable(DataFlavor.javaFileListFlavor) -> read((clipboard.getData(DataFlavor.javaFileListFlavor) as? List<*>)?.firstNotNullOfOrNull { it as? File }?.let(::pictureOf))
                clipboard.isDataFlavorAvailable(DataFlavor.stringFlavor) -> (clipboard.getData(DataFlavor.stringFlavor) as String).trim().let { if (it.isEmpty()) CodeRead.Empty else CodeRead.Found(it) }
                else -> CodeRead.Empty
            }
        } catch (_: UnsupportedFlavorException) {
            CodeRead.Empty // changed between the question and the answer
        } catch (_: IOException) {
            CodeRead.Empty
        } catch (_: IllegalStateException) {
            CodeRead.Empty // another program holds it
        }
    }

    private fun read(picture: BufferedImage?): CodeRead = picture?.let(::codeIn)?.let { CodeRead.Found(it) } ?: CodeRead.Unreadable
}
