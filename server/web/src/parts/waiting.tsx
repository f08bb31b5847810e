// Something takes a moment: said in words, with a bar that moves unless the system asks for less motion.
export function Waiting({ text }: { text: string }) {
  return (
    <div class="waiting" role="status">
      <p>{text}</p>
      <div class="moving" aria-hidden="true" />
    </div>
  );
}
