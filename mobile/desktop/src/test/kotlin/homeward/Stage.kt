package homeward

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import homeward.core.Homeward
import homeward.desktop.NotoSans
import homeward.look.LocalTextWatch
import homeward.look.Look
import homeward.look.Words
import org.jetbrains.skia.Canvas
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import org.jetbrains.skia.Rect
import org.jetbrains.skia.Surface
import java.io.File
import java.nio.file.Files
import kotlin.math.ceil

/** The phone that pictures are made for: 411 x 731 dp, two pixels each. */
val PHONE = Size(411f * 2, 731f * 2)

/** Runs a test on a headless phone. */
@OptIn(ExperimentalTestApi::class)
fun onPhone(scale: Float = 1f, test: SkikoComposeUiTest.() -> Unit) = runSkikoComposeUiTest(PHONE, Density(2f, scale), block = test)

/** What the tests draw in: the bundled font, the core's words, and the watch on texts. */
@Composable
fun Dressed(words: Words, watch: Watch, dark: Boolean = false, content: @Composable () -> Unit) =
    CompositionLocalProvider(LocalTextWatch provides watch) { Look(NotoSans, words, dark, content) }

/** The words of the real core in a language. */
fun words(core: Homeward, language: String): Words {
    core.setLanguage(language)
    return Words(language, core.words(), core::word)
}

/** A core over an empty folder, which goes away with the process. */
fun freshCore(): Homeward = Homeward(freshFolder().path)

fun freshFolder(): File = Files.createTempDirectory("homeward-phone").toFile().also { folder -> Runtime.getRuntime().addShutdownHook(Thread { folder.deleteRecursively() }) }

private val pictures = File("target/screens")

/** Keeps a picture of what is drawn as `target/screens/NAME.png`. */
@OptIn(ExperimentalTestApi::class)
fun SkikoComposeUiTest.picture(name: String): Image {
    val image = Image.makeFromBitmap(onRoot().captureToImage().asSkiaBitmap())
    save(name, image)
    return image
}

private fun save(name: String, image: Image) {
    val file = pictures.resolve("$name.png")
    file.parentFile.mkdirs()
    file.writeBytes(checkNotNull(image.encodeToData(EncodedImageFormat.PNG)) { "PNG is built in" }.bytes)
}

/** All pictures on one sheet, to look at together. */
fun sheet(name: String, images: List<Image>, columns: Int = 8) {
    val width = 320
    val height = width * 731 / 411
    val gap = 16
    val surface = Surface.makeRasterN32Premul(columns * (width + gap) + gap, ceil(images.size / columns.toDouble()).toInt() * (height + gap) + gap)
    val canvas: Canvas = surface.canvas
    canvas.clear(0xFF8A9290.toInt())
    images.forEachIndexed { i, image ->
        val x = (gap + i % columns * (width + gap)).toFloat()
        val y = (gap + i / columns * (height + gap)).toFloat()
        canvas.drawImageRect(image, Rect.makeWH(image.width.toFloat(), image.height.toFloat()), Rect.makeXYWH(x, y, width.toFloat(), height.toFloat()), org.jetbrains.skia.SamplingMode.MITCHELL, null, true)
    }
    save(name, surface.makeImageSnapshot())
}
