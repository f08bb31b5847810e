// A table that scrolls sideways by itself on a narrow page.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface TableProps {
  title: string;
  heads: string[];
  rows: ComponentChildren[][];
}

export function Table({ title, heads, rows }: TableProps) {
  const id = useId();
  return (
    <div class="titled">
      <h2 id={id}>{title}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby={id}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, at) => (
              <tr key={at}>
                {cells.map((cell, column) =>
                  column === 0 ? (
                    <th scope="row" key={column}>
                      {cell}
                    </th>
                  ) : (
                    <td key={column}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
