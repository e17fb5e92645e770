"""Copies connections from an address of the bridge to the same ports of loopback, until standard input ends."""

import asyncio
import sys


async def copy(reader, writer):
    try:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
        writer.write_eof()
    except OSError:
        writer.close()


def handler(port):
    async def handle(reader, writer):
        try:
            there, to_there = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()  # refused there is refused here
            return
        await asyncio.gather(copy(reader, to_there), copy(there, writer))
        to_there.close()
        writer.close()

    return handle


async def main(address, ports):
    for port in ports:
        await asyncio.start_server(handler(port), address, port)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)


asyncio.run(main(sys.argv[1], [int(port) for port in sys.argv[2:]]))
