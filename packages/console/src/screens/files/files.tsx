// The files of a message: pictures in a box that has its size before they come, everything else as a row with a name and a button.
import type { FileRef } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isPicture, saveAs, sizeText } from '../../file-bytes.ts';
import { fileWords } from '../../file-words.ts';
import { Icon } from '../../icon.tsx';
import type { OpenChat } from '../../open-chat.ts';
import { useUi } from '../../ui.tsx';
import { Canvas } from './canvas.tsx';
import { Lightbox } from './lightbox.tsx';

const mostWidth = 320;
const mostHeight = 280;
const leastSide = 44;

export function Files({ files, chat }: { files: readonly FileRef[]; chat: OpenChat }): JSX.Element {
  const [large, setLarge] = useState<number | null>(null);
  const pictures = files.filter(isPicture);
  return (
    <>
      <ul class="files">
        {files.map((ref) => (
          <li key={ref.id}>
            {isPicture(ref) ? (
              <Picture file={ref} chat={chat} open={() => setLarge(pictures.indexOf(ref))} />
            ) : (
              <Row file={ref} chat={chat} />
            )}
          </li>
        ))}
      </ul>
      {large !== null && <Lightbox pictures={pictures} first={large} chat={chat} onClose={() => setLarge(null)} />}
    </>
  );
}

function Picture({ file, chat, open }: { file: FileRef; chat: OpenChat; open: () => void }): JSX.Element {
  const [isMissing, setMissing] = useState(false);
  const { name, w = 1, h = 1 } = file;
  const scale = Math.min(1, mostWidth / w, mostHeight / h);
  const width = Math.max(leastSide, Math.round(w * scale));
  const height = Math.max(leastSide, Math.round(h * scale));
  if (isMissing) return <Row file={file} chat={chat} problem={fileWords.gone} onThere={() => setMissing(false)} />;
  return (
    <button
      type="button"
      class="picture"
      aria-label={fileWords.show(name)}
      style={{ inlineSize: `${width}px`, aspectRatio: `${width} / ${height}` }}
      onClick={open}
    >
      <Canvas blob={() => chat.bytes.of(file)} failed={() => setMissing(true)} />
    </button>
  );
}

function Row({
  file,
  chat,
  problem = null,
  onThere,
}: {
  file: FileRef;
  chat: OpenChat;
  problem?: string | null;
  onThere?: () => void;
}): JSX.Element {
  const { locale } = useUi();
  const [failed, setFailed] = useState(false);
  const save = useSave(chat);
  const text = failed ? fileWords.gone : problem;
  return (
    <div class="file-row">
      <Icon name="page" />
      <span class="file-name">
        <bdi>{file.name}</bdi> <small>{sizeText(file.size, locale)}</small>
        {text !== null && <small class="error">{text}</small>}
      </span>
      <button
        type="button"
        class="bt"
        aria-label={fileWords.download(file.name)}
        onClick={async () => {
          const isThere = await save(file);
          setFailed(!isThere);
          if (isThere) onThere?.();
        }}
      >
        {fileWords.save}
      </button>
    </div>
  );
}

/** Gives it to the browser to keep. False: it did not come, which is said. */
export function useSave(chat: OpenChat): (file: FileRef) => Promise<boolean> {
  const { announce } = useUi();
  return async (file) => {
    try {
      saveAs(await chat.bytes.of(file), file.name);
      return true;
    } catch {
      announce(fileWords.gone, true);
      return false;
    }
  };
}
