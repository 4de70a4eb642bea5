import { type Field, outOfRange } from './field.ts';

/** Exactly `size` bytes. */
export function bytes(size: number): Field<Uint8Array> {
  return {
    read: (reader, path) => reader.take(size, path),
    write(writer, value, path) {
      if (value.length !== size) throw outOfRange(path, `${value.length} bytes`, `${size} bytes`);
      writer.bytes(value);
    },
  };
}

/** Everything that is left. */
export function rest(): Field<Uint8Array> {
  return {
    read: (reader, path) => reader.take(reader.left, path),
    write: (writer, value) => writer.bytes(value),
  };
}

/** A length byte, then exactly the bytes it announces; `size` when only one length is allowed. */
export function countedBytes(size?: number): Field<Uint8Array> {
  const expected = size === undefined ? 'at most 255 bytes' : `${size} bytes`;
  return {
    read(reader, path) {
      const count = reader.uint(1, path);
      if (size !== undefined && count !== size) reader.fail('range', path, expected, 1);
      return reader.take(count, path);
    },
    write(writer, value, path) {
      if (value.length > 255 || (size !== undefined && value.length !== size)) {
        throw outOfRange(path, `${value.length} bytes`, expected);
      }
      writer.uint(1, value.length);
      writer.bytes(value);
    },
  };
}

/** A length byte, then characters, each mapped to its byte and back. */
export function countedText(codec: CharacterCodec): Field<string> {
  const raw = countedBytes();
  return {
    read(reader, path) {
      let text = '';
      for (const byte of raw.read(reader, path)) {
        const character = codec.character(byte);
        if (character === undefined) reader.fail('range', path, codec.expected);
        text += character ?? '?';
      }
      return text;
    },
    write(writer, value, path) {
      const codes = Array.from(value, (character) => {
        const byte = codec.byte(character);
        if (byte === undefined) throw outOfRange(path, JSON.stringify(character), codec.expected);
        return byte;
      });
      raw.write(writer, Uint8Array.from(codes), path);
    },
  };
}

export interface CharacterCodec {
  readonly expected: string;
  character(byte: number): string | undefined;
  byte(character: string): number | undefined;
}
